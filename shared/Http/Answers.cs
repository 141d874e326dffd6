using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Http;

/// <summary>
/// Makes the answers of a function with routes, in
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">the form
/// that API Gateway takes</see>. A handler keeps one for all its answers. Safe for several threads.
/// </summary>
public sealed class Answers
{
    private readonly JsonText _text = new();
    private readonly ReadOnlyDictionary<string, string> _jsonHeaders = new(HeadersOf("application/json"));
    private readonly ReadOnlyDictionary<string, string> _problemHeaders = new(HeadersOf("application/problem+json"));

    /// <summary>An answer of any media type.</summary>
    public static APIGatewayHttpApiV2ProxyResponse Of(int status, string type, string body) => With(status, HeadersOf(type), body);

    /// <summary>JSON, with the status 200. Its headers are shared by all such answers, and read-only.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="write">Writes one JSON value.</param>
    public APIGatewayHttpApiV2ProxyResponse Json<T>(T value, Action<Utf8JsonWriter, T> write) =>
        With(200, _jsonHeaders, _text.ToText(value, write));

    /// <summary>JSON, with the status 200.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="type">Of the function's context, whose code is generated at build time.</param>
    public APIGatewayHttpApiV2ProxyResponse Json<T>(T value, JsonTypeInfo<T> type) =>
        Json((value, type), static (writer, typed) => JsonSerializer.Serialize(writer, typed.value, typed.type));

    /// <summary>Why a request was not served. Its headers are shared by all such answers, and read-only.</summary>
    public APIGatewayHttpApiV2ProxyResponse Problem(Problem problem) =>
        With(problem.Status, _problemHeaders, _text.ToText(problem, Http.Problem.Write));

    /// <summary>The answer as a stream, for a handler that takes several kinds of events.</summary>
    public Stream ToStream(APIGatewayHttpApiV2ProxyResponse answer) => _text.ToStream(answer, Write);

    private static Dictionary<string, string> HeadersOf(string type) => new() { ["Content-Type"] = type };

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
