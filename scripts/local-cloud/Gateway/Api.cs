using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>An HTTP API as API Gateway describes it: its routes, where they lead, its stages.</summary>
internal sealed record Api(string Id, Cors? Cors, IReadOnlyList<Route> Routes, IReadOnlyDictionary<string, Stage> Stages)
{
    public static Api Parse(JsonNode api, JsonNode routes, JsonNode integrations, JsonNode stages)
    {
        var byId = Items(integrations).ToDictionary(item => (string)item["integrationId"]!, Integration.Parse);
        return new(
            (string)api["apiId"]!,
            Cors.Parse(api["corsConfiguration"]),
            [.. Items(routes).Select(route => Route.Parse(route, byId))],
            Items(stages).Select(Stage.Parse).ToDictionary(stage => stage.Name));
    }

    public static IEnumerable<JsonNode> Items(JsonNode answer) => answer["items"]!.AsArray().Select(item => item!);
}
