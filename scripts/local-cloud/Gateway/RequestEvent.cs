using System.Buffers;
using System.Net;
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
        json.WriteString("routeKey", request.Route!.Key);
        json.WriteString("rawPath", request.Path);
        json.WriteString("rawQueryString", request.Query);
        WriteCookies(json, [.. RequestHeaders.Cookies(request.Http)]);
        WriteMap(json, "headers", RequestHeaders.Of(request, body.Length));
        WriteMap(json, "queryStringParameters", QueryParameters(request.Query));
        WriteContext(json, request);
        WriteMap(json, "pathParameters", request.PathParameters);
        WriteMap(json, "stageVariables", request.Stage.Variables);
        WriteBody(json, body, IsText(request.Http.ContentType));
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayRequest request)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", request.AccountId);
        json.WriteString("apiId", request.Api.Id);
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

    private static void WriteBody(Utf8JsonWriter json, ReadOnlySpan<byte> body, bool isText)
    {
        var isBase64 = !body.IsEmpty && !isText;
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

    private static void WriteCookies(Utf8JsonWriter json, string[] cookies)
    {
        if (cookies.Length > 0)
        {
            json.WriteStartArray("cookies");
            foreach (var cookie in cookies)
            {
                json.WriteStringValue(cookie);
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

    private static Dictionary<string, string> QueryParameters(string query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = WebUtility.UrlDecode(parts[0]);
            var value = parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "";
            parameters[name] = parameters.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        }

        return parameters;
    }

    // Verified on AWS by ministackorg/ministack#766: nothing else is text, not even a form.
    private static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim();
        return type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.ToUpperInvariant() is "APPLICATION/JSON" or "APPLICATION/XML" or "APPLICATION/JAVASCRIPT";
    }
}
