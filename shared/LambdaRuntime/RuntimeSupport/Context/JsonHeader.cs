using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>A header whose value is a JSON object.</summary>
internal static class JsonHeader
{
    /// <exception cref="FormatException">The value is not a JSON object.</exception>
    public static JsonDocument Parse(string name, string value)
    {
        try
        {
            var document = JsonDocument.Parse(value);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException)
        {
            // Reported below.
        }

        throw new FormatException($"The Runtime API's header {name} is no JSON object: '{value}'.");
    }

    /// <summary>Returns strings unchanged, and other values as JSON.</summary>
    public static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
