using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>A header whose value is a JSON object.</summary>
internal static class JsonHeader
{
    /// <exception cref="FormatException">It is no JSON object.</exception>
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
            // Said below.
        }

        throw new FormatException($"The Runtime API's header {name} is no JSON object: '{value}'.");
    }

    /// <summary>A text as it is; what is nested, as JSON.</summary>
    public static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
