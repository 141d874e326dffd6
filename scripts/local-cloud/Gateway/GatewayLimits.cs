using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// The limits for the size of a request
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">quotas of HTTP
/// APIs</see>).
/// </summary>
internal static class GatewayLimits
{
    /// <summary>The maximum size of a request body, in bytes.</summary>
    public const int LargestBody = 10 * 1024 * 1024;

    /// <summary>The maximum total size of the request line and the header values, in bytes.</summary>
    public const int LargestHead = 10_240;

    /// <summary>Lets the server read all requests that <see cref="Admits"/> checks.</summary>
    public static void Apply(KestrelServerOptions options)
    {
        // Lines must end in CR LF. Otherwise, an intermediary could see different lines: RFC 9112, section 2.2.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        options.Limits.MaxRequestLineSize = 2 * LargestHead;
        options.Limits.MaxRequestHeaderCount = 1000;
    }

    public static bool Admits(HttpRequest request) =>
        // The line has two spaces between its three parts.
        request.Method.Length + RawTarget(request).Length + request.Protocol.Length + 2
        + request.Headers.Sum(header => header.Value.Sum(value => Encoding.UTF8.GetByteCount(value ?? ""))) <= LargestHead;

    /// <summary>The raw request target.</summary>
    public static string RawTarget(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
}
