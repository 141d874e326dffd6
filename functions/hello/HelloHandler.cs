using System.Text.Json;
using Amazon.Lambda.Core;

namespace Quickchange.Hello;

/// <summary>
/// The basic function of an event and a context. Invoked directly with <c>{"name":"Marco"}</c> it answers
/// <c>"Polo"</c>; as <c>GET /hello</c> it shows what the context says.
/// </summary>
public sealed class HelloHandler
{
    /// <param name="input">The event: JSON of any kind.</param>
    /// <param name="context">What Lambda says of the invocation.</param>
    /// <returns>JSON: a string, or for a route the answer that API Gateway takes.</returns>
    /// <exception cref="ArgumentException">The event has no name.</exception>
    public Stream Handle(Stream input, ILambdaContext context)
    {
        using var document = JsonDocument.Parse(input);
        var root = document.RootElement;
        if (IsRequest(root))
        {
            return Write(writer => WriteResponse(writer, HelloAnswer.Of(context)));
        }

        var name = NameIn(root) ??
            throw new ArgumentException("""The event has no name. Invoke this function with {"name":"Marco"}.""", nameof(input));
        var answer = name == "Marco" ? "Polo" : $"Hello, {name}";
        return Write(writer => writer.WriteStringValue(answer));
    }

    private static bool IsRequest(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("requestContext", out _);

    private static string? NameIn(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;

    // Without a status code, API Gateway answers 200 with the whole value as JSON:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    private static void WriteResponse(Utf8JsonWriter writer, HelloAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("function", answer.Function);
        writer.WriteString("version", answer.Version);
        writer.WriteString("request_id", answer.RequestId);
        writer.WriteNumber("memory_mb", answer.MemoryMb);
        writer.WriteNumber("remaining_ms", answer.RemainingMs);
        writer.WriteEndObject();
    }

    private static MemoryStream Write(Action<Utf8JsonWriter> write)
    {
        var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            write(writer);
        }

        output.Position = 0;
        return output;
    }
}
