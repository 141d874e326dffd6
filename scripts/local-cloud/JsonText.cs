using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud;

/// <summary>JSON as AWS's services write and read it: nothing is escaped that JSON does not need escaped.</summary>
internal static class JsonText
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonWriterOptions Writer => new() { Encoder = Encoder };

    public static JsonSerializerOptions Plain { get; } = new() { Encoder = Encoder };

    /// <summary>Reads what need not be JSON: anything else is read as a string.</summary>
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
