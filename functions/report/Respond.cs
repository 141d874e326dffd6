using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Quickchange.Report;

/// <summary>Writes the answers that API Gateway takes.</summary>
internal static class Respond
{
    // An answer is JSON, never a part of an HTML page.
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    public static Stream With(int status, string type, string body)
    {
        var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("statusCode", status);
            writer.WriteStartObject("headers");
            writer.WriteString("Content-Type", type);
            writer.WriteEndObject();
            writer.WriteString("body", body);
            writer.WriteEndObject();
        }

        output.Position = 0;
        return output;
    }

    /// <summary>As <see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see> says.</summary>
    /// <param name="status">The status.</param>
    /// <param name="title">The status in words.</param>
    /// <param name="detail">What is wrong, and what to send instead. Fixed words and dates: nothing in it is escaped.</param>
    public static Stream WithProblem(int status, string title, string detail) => With(
        status,
        "application/problem+json",
        $$"""{"type":"about:blank","title":"{{title}}","status":{{status}},"detail":"{{detail}}"}""");
}
