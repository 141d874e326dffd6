using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Change;

/// <summary>Writes the two kinds of answers.</summary>
internal static class Respond
{
    // An answer is JSON, never a part of an HTML page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static APIGatewayHttpApiV2ProxyResponse WithChange(IEnumerable<(Int128 Count, string Name)> change) =>
        With(200, "application/json", writer =>
        {
            writer.WriteStartArray("res"u8);
            foreach (var (count, name) in change)
            {
                writer.WriteStartObject();
                writer.WriteString(count.ToString(CultureInfo.InvariantCulture), name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    /// <summary>As <see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see> says.</summary>
    public static APIGatewayHttpApiV2ProxyResponse WithProblem(ProblemException problem) =>
        With(problem.Status, "application/problem+json", writer =>
        {
            writer.WriteString("type"u8, "about:blank"u8);
            writer.WriteString("title"u8, problem.Status == 400 ? "Bad Request"u8 : "Unprocessable Content"u8);
            writer.WriteNumber("status"u8, problem.Status);
            writer.WriteString("detail"u8, problem.Message);
        });

    private static APIGatewayHttpApiV2ProxyResponse With(int status, string type, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new()
        {
            StatusCode = status,
            Headers = new Dictionary<string, string> { ["Content-Type"] = type },
            Body = Encoding.UTF8.GetString(body.WrittenSpan),
        };
    }
}
