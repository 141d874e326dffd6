using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// How large a request may be
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">quotas of HTTP
/// APIs</see>).
/// </summary>
internal static class GatewayLimits
{
    /// <summary>The largest request body, in bytes.</summary>
    public const int LargestBody = 10 * 1024 * 1024;

    /// <summary>The most that the request line and the values of the headers may have together, in bytes.</summary>
    public const int LargestHead = 10_240;

    /// <summary>Lets the server read whatever <see cref="Admits"/> is to judge.</summary>
    public static void Apply(KestrelServerOptions options)
    {
        // A line ends with both its characters, or what reads the request before could see other lines: RFC 9112, section 2.2.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        options.Limits.MaxRequestLineSize = 2 * LargestHead;
        options.Limits.MaxRequestHeaderCount = 1000;
    }

    public static bool Admits(HttpRequest request) =>
        // The line has two spaces beside its three parts.
        request.Method.Length + RawTarget(request).Length + request.Protocol.Length + 2
        + request.Headers.Sum(header => header.Value.Sum(value => Encoding.UTF8.GetByteCount(value ?? ""))) <= LargestHead;

    /// <summary>The target as it was sent.</summary>
    public static string RawTarget(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
}
