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

    public static APIGatewayHttpApiV2ProxyResponse With(ChangeAnswer answer) =>
        With(200, "application/json", writer =>
        {
            writer.WriteStartArray("res"u8);
            foreach (var (count, name) in answer.Res)
            {
                writer.WriteStartObject();
                writer.WriteString(count.ToString(CultureInfo.InvariantCulture), name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteIfThere(writer, "rounded"u8, answer.Rounded);
            WriteIfThere(writer, "ways"u8, answer.Ways);
        });

    /// <summary>As <see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see> says.</summary>
    public static APIGatewayHttpApiV2ProxyResponse With(Problem problem) =>
        With(problem.Status, "application/problem+json", writer =>
        {
            writer.WriteString("type"u8, problem.Type);
            writer.WriteString("title"u8, problem.Title);
            writer.WriteNumber("status"u8, problem.Status);
            writer.WriteString("detail"u8, problem.Detail);
            if (problem.Nearest is { } nearest)
            {
                writer.WriteStartObject("nearest"u8);
                writer.WriteString("below"u8, nearest.Below);
                WriteIfThere(writer, "above"u8, nearest.Above);
                writer.WriteEndObject();
            }
        });

    private static void WriteIfThere(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

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
