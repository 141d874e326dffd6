using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// A stage: how many requests each route takes a second in the long run, and at once; its variables; its access log.
/// </summary>
internal sealed record Stage(
    string Name, double Rate, int Burst, IReadOnlyDictionary<string, string> Variables, string? AccessLogGroup, string? AccessLogFormat)
{
    // The default of an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
    private const int DefaultRate = 10_000;
    private const int DefaultBurst = 5_000;

    public static Stage Parse(JsonNode stage)
    {
        var settings = stage["defaultRouteSettings"];
        var log = stage["accessLogSettings"];
        return new(
            (string)stage["stageName"]!,
            (double?)settings?["throttlingRateLimit"] ?? DefaultRate,
            (int?)settings?["throttlingBurstLimit"] ?? DefaultBurst,
            stage["stageVariables"]?.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!) ?? [],
            ((string?)log?["destinationArn"])?.Split(":log-group:")[^1].Replace(":*", "", StringComparison.Ordinal),
            (string?)log?["format"]);
    }
}
