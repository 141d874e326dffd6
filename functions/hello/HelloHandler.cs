using System.Text.Json;
using Amazon.Lambda.Core;
using Quickchange.Http;

namespace Quickchange.Hello;

/// <summary>
/// A basic function with an event and a context. Invoked directly with <c>{"name":"Marco"}</c>, it returns <c>"Polo"</c>; as
/// <c>GET /hello</c>, it shows the context.
/// </summary>
public sealed class HelloHandler
{
    private readonly JsonText _text = new();

    /// <param name="input">The event: any JSON.</param>
    /// <param name="context">The context of the invocation.</param>
    /// <returns>JSON: a string or, for a route, a response for API Gateway.</returns>
    /// <exception cref="ArgumentException">The event has no name.</exception>
    public Stream Handle(Stream input, ILambdaContext context)
    {
        var (isRequest, name) = HelloEvent.Read(BytesOf(input));
        if (isRequest)
        {
            return _text.ToStream(HelloAnswer.Of(context), WriteAnswer);
        }

        return name is not null
            ? _text.ToStream(GreetingFor(name), static (writer, greeting) => writer.WriteStringValue(greeting))
            : throw new ArgumentException("""The event has no name. Invoke this function with {"name":"Marco"}.""", nameof(input));
    }

    private static ReadOnlySpan<byte> BytesOf(Stream input)
    {
        if (input is MemoryStream memory && memory.TryGetBuffer(out var bytes))
        {
            return bytes.AsSpan((int)memory.Position);
        }

        using var copy = new MemoryStream();
        input.CopyTo(copy);
        return copy.ToArray();
    }

    private static string GreetingFor(string name) => name == "Marco" ? "Polo" : $"Hello, {name}";

    // Without a status code, API Gateway responds with 200 and the whole value as JSON:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    private static void WriteAnswer(Utf8JsonWriter writer, HelloAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("function"u8, answer.Function);
        writer.WriteString("version"u8, answer.Version);
        writer.WriteString("request_id"u8, answer.RequestId);
        writer.WriteNumber("memory_mb"u8, answer.MemoryMb);
        writer.WriteNumber("remaining_ms"u8, answer.RemainingMs);
        writer.WriteEndObject();
    }
}
