using System.Globalization;
using System.Text.RegularExpressions;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// A line for each request in the stage's log group, in the stage's format
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">variables</see>).
/// </summary>
internal sealed partial class AccessLog(LogShipper shipper)
{
    private readonly string _stream = Guid.NewGuid().ToString("N");

    public void Write(GatewayRequest request, int status, long length, TimeSpan latency, TimeSpan integrationLatency, string? error)
    {
        if (request.Stage is not { AccessLogGroup: { } group, AccessLogFormat: { } format })
        {
            return;
        }

        string Milliseconds(TimeSpan span) => ((long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        var line = Variable().Replace(format, match => match.Groups[1].Value switch
        {
            "accountId" => request.AccountId,
            "apiId" => request.Api.Id,
            "domainName" => request.Http.Host.Value ?? "-",
            "httpMethod" => request.Http.Method,
            "identity.sourceIp" => request.Http.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "-",
            "identity.userAgent" => request.Http.Headers.UserAgent.ToString(),
            "integrationErrorMessage" => error ?? "-",
            "integrationLatency" => Milliseconds(integrationLatency),
            "path" => request.RawPath,
            "protocol" => request.Http.Protocol,
            "requestId" or "extendedRequestId" => request.Id,
            "requestTime" => request.Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture),
            "requestTimeEpoch" => request.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            "responseLatency" => Milliseconds(latency),
            "responseLength" => length.ToString(CultureInfo.InvariantCulture),
            "routeKey" => request.Route.Key,
            "stage" => request.Stage.Name,
            "status" => status.ToString(CultureInfo.InvariantCulture),
            _ => "-",
        });
        shipper.Write(group, _stream, line);
    }

    [GeneratedRegex(@"\$context\.([A-Za-z]+(?:\.[A-Za-z]+)*)")]
    private static partial Regex Variable();
}
