using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The function that a route invokes, and the timeout.</summary>
internal sealed record Integration(string FunctionArn, TimeSpan Timeout)
{
    public static Integration Parse(JsonNode integration)
    {
        var uri = (string?)integration["integrationUri"] ?? "";
        // arn:aws:apigateway:…:lambda:path/2015-03-31/functions/<ARN>/invocations, or the function's ARN itself.
        var start = uri.IndexOf("/functions/", StringComparison.Ordinal);
        var arn = start < 0 ? uri : uri[(start + "/functions/".Length)..].Replace("/invocations", "", StringComparison.Ordinal);
        return new(arn, TimeSpan.FromMilliseconds((int?)integration["timeoutInMillis"] ?? 30_000));
    }

    /// <summary>The function's name and the qualifier of the ARN.</summary>
    public Compute.FunctionName Function => Compute.FunctionName.Parse(FunctionArn, null);
}
