using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// What the readers of event types share, and the writers. Written by hand, they cost a twentieth of what generated
/// metadata costs in the first invocation, when it matters most.
/// </summary>
internal static partial class JsonEvents
{
    public delegate T ObjectReader<T>(ref Utf8JsonReader reader);

    /// <summary>Moves to the next property's name; false at the object's end.</summary>
    public static bool NextProperty(ref this Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static string? ReadString(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static bool ReadBoolean(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetBoolean();
    }

    public static int ReadInt32(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }

    public static long ReadInt64(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    public static DateTime ReadDateTime(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetDateTime();
    }

    /// <summary>Reads a text that many events have: of a name, a host, a stage.</summary>
    public static string? ReadRepeatedString(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetRepeatedString();
    }

    public static string[]? ReadStrings(ref this Utf8JsonReader reader) =>
        reader.Opens(JsonTokenType.StartArray) ? reader.ReadTexts() : null;

    /// <summary>Reads an array of objects with <paramref name="read"/>, which is called on each opening brace; null stays null.</summary>
    public static List<T>? ReadObjects<T>(ref this Utf8JsonReader reader, ObjectReader<T> read)
        where T : class
    {
        if (!reader.Opens(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.StartObject
                ? read(ref reader)
                : throw new JsonException($"Found {reader.TokenType} where an object belongs."));
        }

        return items;
    }

    public static Dictionary<string, string>? ReadStringMap(ref this Utf8JsonReader reader) =>
        reader.Opens(JsonTokenType.StartObject) ? StringMap.Create(reader.ReadTexts()) : null;

    public static StringMap ReadLateStringMap(ref this Utf8JsonReader reader) =>
        new(reader.Opens(JsonTokenType.StartObject) ? reader.ReadTexts() : null);

    public static Dictionary<string, object>? ReadMap(ref this Utf8JsonReader reader)
    {
        if (!reader.Opens(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new Dictionary<string, object>();
        while (reader.NextProperty())
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = JsonElement.ParseValue(ref reader);
        }

        return map;
    }

    /// <summary>Reads an object with <paramref name="read"/>, which is called on its opening brace; null stays null.</summary>
    public static T? ReadObject<T>(ref this Utf8JsonReader reader, ObjectReader<T> read)
        where T : class =>
        reader.Opens(JsonTokenType.StartObject) ? read(ref reader) : null;

    public static void SkipValue(ref this Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    // The texts up to the end of an array, or the names and texts up to that of an object.
    private static string[] ReadTexts(ref this Utf8JsonReader reader)
    {
        var first = default(FirstTexts);
        Span<string?> texts = first;
        var count = 0;
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (count == texts.Length)
            {
                var larger = new string?[count * 2];
                texts.CopyTo(larger);
                texts = larger;
            }

            texts[count++] = reader.GetRepeatedString();
        }

        return texts[..count].ToArray()!;
    }

    private static string? GetRepeatedString(ref this Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan)
            ? RepeatedStrings.Of(reader.ValueSpan)
            : reader.GetString();

    // Whether the value opens as expected (true) or is null (false).
    private static bool Opens(ref this Utf8JsonReader reader, JsonTokenType expected)
    {
        reader.Read();
        if (reader.TokenType == expected)
        {
            return true;
        }

        return reader.TokenType == JsonTokenType.Null
            ? false
            : throw new JsonException($"Found {reader.TokenType} where {expected} or null belongs.");
    }

    [InlineArray(32)]
    private struct FirstTexts
    {
        private string? _first;
    }
}
