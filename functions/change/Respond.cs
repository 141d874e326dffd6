using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Change;

/// <summary>Writes the two kinds of answers.</summary>
internal sealed class Respond
{
    private readonly JsonText _text = new();
    private readonly ReadOnlyDictionary<string, string> _answerHeaders = HeadersOf("application/json");
    private readonly ReadOnlyDictionary<string, string> _problemHeaders = HeadersOf("application/problem+json");

    public APIGatewayHttpApiV2ProxyResponse With(ChangeAnswer answer) =>
        With(200, _answerHeaders, _text.WriteObject(answer, WriteAnswer));

    /// <summary>As <see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see> says.</summary>
    public APIGatewayHttpApiV2ProxyResponse With(Problem problem) =>
        With(problem.Status, _problemHeaders, _text.WriteObject(problem, WriteProblem));

    private static ReadOnlyDictionary<string, string> HeadersOf(string type) => new(new Dictionary<string, string> { ["Content-Type"] = type });

    private static APIGatewayHttpApiV2ProxyResponse With(int status, IDictionary<string, string> headers, string body) =>
        new() { StatusCode = status, Headers = headers, Body = body };

    private static void WriteAnswer(Utf8JsonWriter writer, ChangeAnswer answer)
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
    }

    private static void WriteProblem(Utf8JsonWriter writer, Problem problem)
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
    }

    private static void WriteIfThere(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
