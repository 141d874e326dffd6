using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud;

/// <summary>JSON in the format of AWS services, which escapes only what JSON requires.</summary>
internal static class JsonText
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonWriterOptions Writer => new() { Encoder = Encoder };

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = Encoder };

    /// <summary>Parses text that may be JSON; any other text becomes a string.</summary>
    public static JsonNode? Read(byte[] text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(text);
        }
    }
}
