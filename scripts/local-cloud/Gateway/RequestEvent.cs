using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// A request as a function sees it, payload format 2.0
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
/// Lambda proxy integrations</see>).
/// </summary>
internal static class RequestEvent
{
    public static JsonObject From(GatewayRequest request, byte[] body)
    {
        var http = request.Http;
        var headers = Headers(http);
        var contentType = http.ContentType;
        var asText = IsText(contentType);
        var payload = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = request.Route.Key,
            ["rawPath"] = request.RawPath,
            ["rawQueryString"] = RawQuery(http),
        };
        var cookies = http.Headers.Cookie.SelectMany(line => line!.Split("; ")).ToArray();
        if (cookies.Length > 0)
        {
            payload["cookies"] = new JsonArray([.. cookies.Select(cookie => JsonValue.Create(cookie))]);
        }

        payload["headers"] = headers;
        if (Query(RawQuery(http)) is { Count: > 0 } query)
        {
            payload["queryStringParameters"] = query;
        }

        payload["requestContext"] = Context(request);
        if (request.PathParameters.Count > 0)
        {
            payload["pathParameters"] = Object(request.PathParameters);
        }

        if (request.Stage.Variables.Count > 0)
        {
            payload["stageVariables"] = Object(request.Stage.Variables);
        }

        if (body.Length > 0)
        {
            payload["body"] = asText ? Encoding.UTF8.GetString(body) : Convert.ToBase64String(body);
        }

        payload["isBase64Encoded"] = body.Length > 0 && !asText;
        return payload;
    }

    private static JsonObject Context(GatewayRequest request)
    {
        var http = request.Http;
        return new()
        {
            ["accountId"] = request.AccountId,
            ["apiId"] = request.Api.Id,
            ["domainName"] = http.Host.Value,
            ["domainPrefix"] = http.Host.Host.Split('.')[0],
            ["http"] = new JsonObject
            {
                ["method"] = http.Method,
                ["path"] = request.RawPath,
                ["protocol"] = http.Protocol,
                ["sourceIp"] = http.HttpContext.Connection.RemoteIpAddress?.ToString(),
                ["userAgent"] = http.Headers.UserAgent.ToString(),
            },
            ["requestId"] = request.Id,
            ["routeKey"] = request.Route.Key,
            ["stage"] = request.Stage.Name,
            ["time"] = request.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
            ["timeEpoch"] = request.Time.ToUnixTimeMilliseconds(),
        };
    }

    private static JsonObject Headers(HttpRequest http)
    {
        var headers = new JsonObject();
        foreach (var (name, values) in http.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            // Cookies have a place of their own; a header of the connection is not the request's.
            if (name.ToUpperInvariant() is not ("COOKIE" or "CONNECTION" or "KEEP-ALIVE" or "TRANSFER-ENCODING"))
            {
                headers[name.ToLowerInvariant()] = string.Join(',', values.AsEnumerable());
            }
        }

        headers["content-length"] ??= "0";
        headers["x-forwarded-for"] ??= http.HttpContext.Connection.RemoteIpAddress?.ToString();
        headers["x-forwarded-port"] ??= http.HttpContext.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        headers["x-forwarded-proto"] ??= http.Scheme;
        return headers;
    }

    private static string RawQuery(HttpRequest http) => http.QueryString.Value?.TrimStart('?') ?? "";

    private static JsonObject Query(string raw)
    {
        var query = new JsonObject();
        foreach (var pair in raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = WebUtility.UrlDecode(parts[0]);
            var value = parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "";
            query[name] = query[name] is { } before ? $"{(string)before!},{value}" : value;
        }

        return query;
    }

    private static bool IsText(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type.StartsWith("text/", StringComparison.Ordinal)
            || type is "application/json" or "application/xml" or "application/javascript";
    }

    private static JsonObject Object(IReadOnlyDictionary<string, string> map) =>
        new(map.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
