using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Gateway.Authorization;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// An HTTP API from API Gateway's configuration: its routes, most specific first, with their integrations, its authorizers by ID,
/// and its stages.
/// </summary>
internal sealed record Api(
    string Id, Cors? Cors, IReadOnlyList<Route> Routes, IReadOnlyDictionary<string, Authorizer> Authorizers, IReadOnlyDictionary<string, Stage> Stages)
{
    public static Api Parse(JsonNode api, JsonNode routes, JsonNode integrations, JsonNode authorizers, JsonNode stages)
    {
        var byId = Items(integrations).ToDictionary(item => (string)item["integrationId"]!, Integration.Parse);
        return new(
            (string)api["apiId"]!,
            Cors.Parse(api["corsConfiguration"]),
            [.. Items(routes).Select(route => Route.Parse(route, byId)).OrderByDescending(route => route.Specificity, StringComparer.Ordinal)],
            Items(authorizers).Select(Authorizer.Parse).ToDictionary(authorizer => authorizer.Id),
            Items(stages).Select(Stage.Parse).ToDictionary(stage => stage.Name));
    }

    public static IEnumerable<JsonNode> Items(JsonNode answer) => answer["items"]!.AsArray().Select(item => item!);

    /// <summary>The stage in a path, or $default, and the path within the stage.</summary>
    public (Stage Stage, string Path)? StageOf(string path)
    {
        var name = FirstSegment(path);
        return Stages.TryGetValue(name, out var named) ? (named, path[(name.Length + 1)..])
            : Stages.TryGetValue(Stage.Default, out var unnamed) ? (unnamed, path)
            : null;
    }

    /// <summary>The route for a request, and its path parameters.</summary>
    public (Route Route, IReadOnlyDictionary<string, string> Parameters)? Match(string method, string path)
    {
        var segments = Route.Split(path);
        foreach (var route in Routes)
        {
            if (route.TryMatch(method, segments, out var parameters))
            {
                return (route, parameters);
            }
        }

        return null;
    }

    /// <summary>The first segment of a path, which may be the name of a stage.</summary>
    public static string FirstSegment(string path) => path.Split('/', 3) is [_, var first, ..] ? first : "";
}
