using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// An HTTP API as API Gateway describes it: its routes, the most specific first, where they lead, its stages.
/// </summary>
internal sealed record Api(string Id, Cors? Cors, IReadOnlyList<Route> Routes, IReadOnlyDictionary<string, Stage> Stages)
{
    public static Api Parse(JsonNode api, JsonNode routes, JsonNode integrations, JsonNode stages)
    {
        var byId = Items(integrations).ToDictionary(item => (string)item["integrationId"]!, Integration.Parse);
        return new(
            (string)api["apiId"]!,
            Cors.Parse(api["corsConfiguration"]),
            [.. Items(routes).Select(route => Route.Parse(route, byId)).OrderByDescending(route => route.Specificity, StringComparer.Ordinal)],
            Items(stages).Select(Stage.Parse).ToDictionary(stage => stage.Name));
    }

    public static IEnumerable<JsonNode> Items(JsonNode answer) => answer["items"]!.AsArray().Select(item => item!);

    /// <summary>The stage that a path names, or $default, and the path within it.</summary>
    public (Stage Stage, string Path)? StageOf(string path)
    {
        var name = FirstSegment(path);
        return Stages.TryGetValue(name, out var named) ? (named, path[(name.Length + 1)..])
            : Stages.TryGetValue(Stage.Default, out var unnamed) ? (unnamed, path)
            : null;
    }

    /// <summary>The route that takes a request, and the path parameters.</summary>
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

    /// <summary>What a path has between its first two slashes: a stage's name, if it is one.</summary>
    public static string FirstSegment(string path) => path.Split('/', 3) is [_, var first, ..] ? first : "";
}
