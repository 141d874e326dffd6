using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// The headers of a request in a function's event. In payload format 2.0: names in lowercase, values joined by commas,
/// separate cookies, and API Gateway's own headers.
/// </summary>
internal static class RequestHeaders
{
    // Hop-by-hop headers: RFC 9110, section 7.6.1.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Cookie", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    // API Gateway's own.
    private static readonly string[] Own = ["Content-Length", "X-Amzn-Trace-Id", "X-Forwarded-For", "X-Forwarded-Port", "X-Forwarded-Proto"];

    public static IEnumerable<string> Cookies(HttpRequest http) =>
        http.Headers.Cookie.SelectMany(line => line!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The headers in payload format 1.0: names as they were sent, all values, and cookies among them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="length">The size of the body in bytes, even if it was not announced.</param>
    public static SortedDictionary<string, List<string>> Lists(GatewayRequest request, int length)
    {
        var headers = new SortedDictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Http.Headers)
        {
            if (!Hidden.Contains(name) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            {
                headers[name] = [.. values.OfType<string>()];
            }
        }

        var own = Of(request, length);
        foreach (var name in Own)
        {
            headers.Remove(name);
            headers[name] = [own[name.ToLowerInvariant()]];
        }

        return headers;
    }

    /// <summary>The headers in payload format 2.0.</summary>
    /// <param name="request">The request.</param>
    /// <param name="length">The size of the body in bytes, even if it was not announced.</param>
    public static SortedDictionary<string, string> Of(GatewayRequest request, int length)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Http.Headers)
        {
            if (!Hidden.Contains(name))
            {
                headers[name.ToLowerInvariant()] = string.Join(',', values.AsEnumerable());
            }
        }

        headers["content-length"] = length.ToString(CultureInfo.InvariantCulture);
        headers["x-amzn-trace-id"] = request.TraceId;
        headers["x-forwarded-for"] = headers.TryGetValue("x-forwarded-for", out var before) ? $"{before}, {request.SourceIp}" : request.SourceIp;
        headers["x-forwarded-port"] = request.Http.HttpContext.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);
        headers["x-forwarded-proto"] = request.Http.Scheme;
        return headers;
    }
}
