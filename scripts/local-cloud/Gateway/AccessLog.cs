using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// Writes a line for each request to the stage's log group, in the stage's format
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">variables</see>).
/// A variable that is unknown or has no value becomes a hyphen.
/// </summary>
internal sealed partial class AccessLog(LogShipper shipper)
{
    private readonly string _stream = Guid.NewGuid().ToString("N");

    public Task WriteAsync(GatewayRequest request, Answer answer, TimeSpan latency) =>
        request.Stage is { AccessLogGroup: { } group, AccessLogFormat: { } format }
            ? shipper.WriteAsync(group, _stream, LogLine.Now(Line(format, request, answer, latency)))
            : Task.CompletedTask;

    public static string Line(string format, GatewayRequest request, Answer answer, TimeSpan latency) =>
        Variable().Replace(format, match => Value(match.Groups[1].Value, request, answer, latency) is { Length: > 0 } value ? value : "-");

    private static string? Value(string variable, GatewayRequest request, Answer answer, TimeSpan latency) => variable switch
    {
        "authorizer.error" => Escaped(answer.Error?.AuthorizerError),
        "awsEndpointRequestId" or "integration.requestId" => null,
        "dataProcessed" => Text((request.Http.ContentLength ?? 0) + answer.Response.Body.Length),
        "error.message" => answer.Error?.Message,
        "error.messageString" => answer.Error is { } error ? $"\"{error.Message}\"" : null,
        "error.responseType" => answer.Error?.ResponseType,
        "integration.error" or "integrationErrorMessage" => Escaped(answer.Error?.IntegrationError),
        "integration.integrationStatus" => Text(answer.InvocationStatus),
        "integration.latency" or "integrationLatency" => Text(answer.IntegrationLatency),
        "integration.status" or "integrationStatus" => answer.Error is null ? Text(answer.InvocationStatus is null ? null : answer.Response.Status) : null,
        "responseLatency" => Text(latency),
        "responseLength" => Text(answer.Response.Body.Length),
        "status" => Text(answer.Response.Status),
        _ => Escaped(ContextVariables.Of(variable, request)),
    };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(TimeSpan? span) => Text((long?)span?.TotalMilliseconds);

    // A caller or a function must not be able to break a line, or the JSON of a format.
    private static string? Escaped(string? text) =>
        string.IsNullOrEmpty(text) ? null : JsonEncodedText.Encode(text, JsonText.Encoder).Value;

    [GeneratedRegex(@"\$context\.([A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)")]
    private static partial Regex Variable();
}
