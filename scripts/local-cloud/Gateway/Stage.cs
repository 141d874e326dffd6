using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>A stage: its default route limits, the limits of individual routes, its variables, and its access log.</summary>
internal sealed record Stage(
    string Name, RateLimit Limit, IReadOnlyDictionary<string, RateLimit> RouteLimits,
    IReadOnlyDictionary<string, string> Variables, string? AccessLogGroup, string? AccessLogFormat)
{
    /// <summary>The stage whose name is not part of the path.</summary>
    public const string Default = "$default";

    public static Stage Parse(JsonNode stage)
    {
        var log = stage["accessLogSettings"];
        var limit = RateLimit.Parse(stage["defaultRouteSettings"], RateLimit.OfAccount);
        return new(
            (string)stage["stageName"]!,
            limit,
            stage["routeSettings"]?.AsObject().ToDictionary(pair => pair.Key, pair => RateLimit.Parse(pair.Value, limit)) ?? [],
            stage["stageVariables"]?.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!) ?? [],
            ((string?)log?["destinationArn"])?.Split(":log-group:")[^1].Replace(":*", "", StringComparison.Ordinal),
            (string?)log?["format"]);
    }

    public RateLimit LimitOf(Route route) => RouteLimits.GetValueOrDefault(route.Key, Limit);
}
