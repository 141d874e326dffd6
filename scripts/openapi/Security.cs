using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>
/// Who may call a route, as OpenAPI says it
/// (<see href="https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object">security schemes</see>), and what API Gateway
/// answers everyone else.
/// </summary>
internal static class Security
{
    /// <summary>The schemes of a route by name; none if anyone may call it.</summary>
    public static IEnumerable<KeyValuePair<string, JsonObject>> SchemesOf(Route route) => route.Authorization switch
    {
        "none" => [],
        "iam" => [KeyValuePair.Create("iam", new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "Authorization",
            ["description"] = "A signature of AWS Signature Version 4 for the service execute-api.",
            // As in API Gateway's own exports.
            ["x-amazon-apigateway-authtype"] = "awsSigv4",
        })],
        "jwt" => [KeyValuePair.Create("jwt", new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" })],
        _ => SentWith(route).Select(source => KeyValuePair.Create(NameOf(route, source), new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = source.In,
            ["name"] = source.Name,
        })),
    };

    /// <summary>The alternatives of a route: all schemes, with any one of the scopes.</summary>
    public static JsonArray RequirementsOf(Route route)
    {
        var names = SchemesOf(route).Select(static scheme => scheme.Key).ToArray();
        var alternatives = route.Scopes.Count > 0 ? route.Scopes.Select(static scope => new[] { scope }) : [[]];
        return names.Length == 0 ? [] : [.. alternatives.Select(scopes => new JsonObject(
            names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonArray([.. scopes.Select(static scope => (JsonNode)scope)])))))];
    }

    /// <summary>The statuses with which API Gateway refuses a request.</summary>
    public static IEnumerable<int> RefusalsOf(Route route) => route.Authorization switch
    {
        "none" => [],
        "iam" => [403],
        "jwt" => route.Scopes.Count > 0 ? [401, 403] : [401],
        _ => SentWith(route).Any() ? [401, 403] : [403],
    };

    // Only what a client sends can be described.
    private static IEnumerable<(string In, string Name)> SentWith(Route route) =>
        from source in route.IdentitySources
        let parts = source.Split('.', 3)
        where parts[0] == "$request"
        select (parts[1] == "header" ? "header" : "query", parts[2]);

    private static string NameOf(Route route, (string In, string Name) source) =>
        SentWith(route).Count() == 1 ? route.Authorization : $"{route.Authorization}.{source.Name}";
}
