using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// Converts a request into a function's event, in payload format 2.0
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
/// Lambda proxy integrations</see>).
/// </summary>
internal static class RequestEvent
{
    /// <returns>The event: JSON.</returns>
    public static byte[] Write(GatewayRequest request, ReadOnlySpan<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(2048 + body.Length);
        using var json = new Utf8JsonWriter(buffer, JsonText.Writer);
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        WriteRequest(json, request, body.Length);
        WriteBody(json, body, request.Http.ContentType);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <param name="request">The request.</param>
    /// <param name="identity">The values of the authorizer's identity sources.</param>
    /// <returns>
    /// The event for a Lambda authorizer
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format">
    /// format</see>): JSON.
    /// </returns>
    public static byte[] WriteForAuthorizer(GatewayRequest request, IReadOnlyList<string> identity)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer, JsonText.Writer);
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("type", "REQUEST");
        json.WriteString("routeArn", request.ResourceArn);
        WriteTexts(json, "identitySource", identity);
        // The authorizer doesn't get the body, which isn't read before it has decided.
        WriteRequest(json, request, (int)(request.Http.ContentLength ?? 0));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the members <c>body</c>, unless it is empty, and <c>isBase64Encoded</c>.</summary>
    public static void WriteBody(Utf8JsonWriter json, ReadOnlySpan<byte> body, string? contentType)
    {
        var isBase64 = !body.IsEmpty && !IsText(contentType);
        if (isBase64)
        {
            json.WriteBase64String("body", body);
        }
        else if (!body.IsEmpty)
        {
            json.WriteString("body", Encoding.UTF8.GetString(body));
        }

        json.WriteBoolean("isBase64Encoded", isBase64);
    }

    private static void WriteRequest(Utf8JsonWriter json, GatewayRequest request, int bodyLength)
    {
        json.WriteString("routeKey", request.Route!.Key);
        json.WriteString("rawPath", request.Path);
        json.WriteString("rawQueryString", request.Query);
        WriteTexts(json, "cookies", [.. RequestHeaders.Cookies(request.Http)]);
        WriteMap(json, "headers", RequestHeaders.Of(request, bodyLength));
        WriteMap(json, "queryStringParameters", QueryParameters.Of(request.Query));
        WriteContext(json, request);
        WriteMap(json, "pathParameters", request.PathParameters);
        WriteMap(json, "stageVariables", request.Stage.Variables);
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayRequest request)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", request.AccountId);
        json.WriteString("apiId", request.Api.Id);
        if (request.AuthorizerContext is { } authorizer)
        {
            json.WritePropertyName("authorizer");
            authorizer.WriteTo(json);
        }

        json.WriteString("domainName", request.Http.Host.Value);
        json.WriteString("domainPrefix", request.DomainPrefix);
        json.WriteStartObject("http");
        json.WriteString("method", request.Http.Method);
        json.WriteString("path", request.Path);
        json.WriteString("protocol", request.Http.Protocol);
        json.WriteString("sourceIp", request.SourceIp);
        json.WriteString("userAgent", request.Http.Headers.UserAgent.ToString());
        json.WriteEndObject();
        json.WriteString("requestId", request.Id);
        json.WriteString("routeKey", request.Route!.Key);
        json.WriteString("stage", request.Stage.Name);
        json.WriteString("time", request.ClfTime);
        json.WriteNumber("timeEpoch", request.Time.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    // Empty lists are omitted.
    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }

    // Empty maps are omitted.
    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyCollection<KeyValuePair<string, string>> map)
    {
        if (map.Count > 0)
        {
            json.WriteStartObject(name);
            foreach (var (key, value) in map)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }
    }

    // Verified on AWS by ministackorg/ministack#766: nothing else is text, not even a form.
    private static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.ToUpperInvariant() is "APPLICATION/JSON" or "APPLICATION/XML" or "APPLICATION/JAVASCRIPT";
    }
}
