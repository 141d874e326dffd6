using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The function that a route invokes, the timeout, and whether its events have payload format 1.0 instead of 2.0.</summary>
internal sealed record Integration(string FunctionArn, TimeSpan Timeout, bool IsFormat1)
{
    public static Integration Parse(JsonNode integration) => new(
        FunctionArnOf((string?)integration["integrationUri"] ?? ""),
        TimeSpan.FromMilliseconds((int?)integration["timeoutInMillis"] ?? 30_000),
        (string?)integration["payloadFormatVersion"] is not "2.0");

    /// <summary>The function's ARN in arn:aws:apigateway:…:lambda:path/2015-03-31/functions/ARN/invocations, or the URI itself.</summary>
    public static string FunctionArnOf(string uri)
    {
        var start = uri.IndexOf("/functions/", StringComparison.Ordinal);
        return start < 0 ? uri : uri[(start + "/functions/".Length)..].Replace("/invocations", "", StringComparison.Ordinal);
    }

    /// <summary>The function's name and the qualifier of the ARN.</summary>
    public Compute.FunctionName Function => Compute.FunctionName.Parse(FunctionArn, null);
}
