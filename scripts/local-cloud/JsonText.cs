using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud;

/// <summary>JSON in the format of AWS services, which escapes only what JSON requires.</summary>
internal static class JsonText
{
    /// <summary>The number of levels that are parsed into values; deeper JSON is passed on as it is.</summary>
    public const int Deepest = 1000;

    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonWriterOptions Writer => new() { Encoder = Encoder };

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = Encoder };

    /// <summary>Parses text that may be JSON; any other text becomes a string.</summary>
    public static JsonNode? Read(byte[] text)
    {
        try
        {
            return Parse(text);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(text);
        }
    }

    /// <summary>Parses JSON from a stranger: of members with the same name, the last one counts, as in AWS's parsers.</summary>
    /// <exception cref="JsonException">The text isn't JSON, or is nested more than <see cref="Deepest"/> levels deep.</exception>
    public static JsonNode? Parse(ReadOnlyMemory<byte> text)
    {
        using var document = JsonDocument.Parse(text, new() { MaxDepth = Deepest });
        return NodeOf(document.RootElement);
    }

    /// <summary>The reason why a text of any depth isn't JSON; null if it is.</summary>
    public static string? ProblemOf(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = int.MaxValue });
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException malformed)
        {
            return malformed.Message;
        }
    }

    private static JsonNode? NodeOf(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = NodeOf(member.Value);
                }

                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(NodeOf)]);
            case JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }
}
