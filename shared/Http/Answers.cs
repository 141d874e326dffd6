using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Http;

/// <summary>
/// Creates the responses of a function with routes, in
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the
/// format that API Gateway expects</see>. A handler uses one instance for all its responses. Thread-safe.
/// </summary>
/// <param name="differByCaller">
/// Whether not everyone may see the responses, as on a route whose authorization isn't <c>none</c>: no cache may then keep them
/// (<see href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5">no-store</see>), and no browser may interpret them as
/// another type (<see href="https://fetch.spec.whatwg.org/#x-content-type-options-header">nosniff</see>).
/// </param>
public sealed class Answers(bool differByCaller = false)
{
    private readonly JsonText _text = new();
    private readonly ReadOnlyDictionary<string, string> _jsonHeaders = new(HeadersOf("application/json", differByCaller));
    private readonly ReadOnlyDictionary<string, string> _problemHeaders = new(HeadersOf("application/problem+json", differByCaller));

    /// <summary>Creates a response of any media type, the same for every caller.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Of(int status, string type, string body) =>
        With(status, HeadersOf(type, differByCaller: false), body);

    /// <summary>Creates a response of any media type.</summary>
    public APIGatewayHttpApiV2ProxyResponse Text(int status, string type, string body) =>
        With(status, HeadersOf(type, differByCaller), body);

    /// <summary>Creates a JSON response with the status 200. Its headers are shared and read-only.</summary>
    /// <param name="value">The value to write.</param>
    /// <param name="write">Writes one JSON value.</param>
    public APIGatewayHttpApiV2ProxyResponse Json<T>(T value, Action<Utf8JsonWriter, T> write) =>
        With(200, _jsonHeaders, _text.ToText(value, write));

    /// <summary>Creates a JSON response with the status 200.</summary>
    /// <param name="value">The value to write.</param>
    /// <param name="type">The type's metadata in the function's source-generated context.</param>
    public APIGatewayHttpApiV2ProxyResponse Json<T>(T value, JsonTypeInfo<T> type) =>
        Json((value, type), static (writer, typed) => JsonSerializer.Serialize(writer, typed.value, typed.type));

    /// <summary>Creates an error response. Its headers are shared and read-only.</summary>
    public APIGatewayHttpApiV2ProxyResponse Problem(Problem problem) =>
        With(problem.Status, _problemHeaders, _text.ToText(problem, Http.Problem.Write));

    /// <summary>Writes a response to a stream, for a handler that receives several types of events.</summary>
    public Stream ToStream(APIGatewayHttpApiV2ProxyResponse answer) => _text.ToStream(answer, Write);

    private static Dictionary<string, string> HeadersOf(string type, bool differByCaller) => differByCaller
        ? new() { ["Content-Type"] = type, ["Cache-Control"] = "no-store", ["X-Content-Type-Options"] = "nosniff" }
        : new() { ["Content-Type"] = type };

    private static APIGatewayHttpApiV2ProxyResponse With(int status, IDictionary<string, string> headers, string body) =>
        new() { StatusCode = status, Headers = headers, Body = body };

    private static void Write(Utf8JsonWriter writer, APIGatewayHttpApiV2ProxyResponse answer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, answer.StatusCode);
        writer.WriteStartObject("headers"u8);
        foreach (var (name, value) in answer.Headers ?? new Dictionary<string, string>())
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        if (answer.Cookies is { } cookies)
        {
            writer.WriteStartArray("cookies"u8);
            foreach (var cookie in cookies)
            {
                writer.WriteStringValue(cookie);
            }

            writer.WriteEndArray();
        }

        writer.WriteString("body"u8, answer.Body);
        if (answer.IsBase64Encoded)
        {
            writer.WriteBoolean("isBase64Encoded"u8, true);
        }

        writer.WriteEndObject();
    }
}
