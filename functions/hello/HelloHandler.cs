using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Quickchange.Hello;

/// <summary>
/// The basic function of an event and a context. Invoked directly with <c>{"name":"Marco"}</c> it answers
/// <c>"Polo"</c>; as <c>GET /hello</c> it shows what the context says.
/// </summary>
public sealed class HelloHandler
{
    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    /// <param name="input">The event: JSON of any kind.</param>
    /// <param name="context">What Lambda says of the invocation.</param>
    /// <returns>JSON: a string, or for a route the answer that API Gateway takes.</returns>
    /// <exception cref="ArgumentException">The event has no name.</exception>
    public Stream Handle(Stream input, ILambdaContext context)
    {
        var (isRequest, name) = HelloEvent.Read(BytesOf(input));
        var output = new MemoryStream(256);
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            if (isRequest)
            {
                WriteResponse(writer, HelloAnswer.Of(context));
            }
            else
            {
                writer.WriteStringValue(GreetingFor(name ??
                    throw new ArgumentException("""The event has no name. Invoke this function with {"name":"Marco"}.""", nameof(input))));
            }
        }

        output.Position = 0;
        return output;
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

    // Without a status code, API Gateway answers 200 with the whole value as JSON:
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    private static void WriteResponse(Utf8JsonWriter writer, HelloAnswer answer)
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
