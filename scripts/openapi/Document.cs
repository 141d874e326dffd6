using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>
/// The OpenAPI document of all routes (<see href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</see>): the
/// routes in the descriptors, the operations in each function's operations.json, and the schemas of its types.
/// </summary>
internal static class Document
{
    /// <param name="functions">The functions with routes.</param>
    /// <param name="info">The file with the document's title and version.</param>
    /// <exception cref="MistakeException">An operation contains a mistake. The message names the file and the field.</exception>
    public static JsonObject Of(IEnumerable<Function> functions, string info)
    {
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var components = new Components();
        var schemes = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var function in functions)
        {
            // OpenAPI can't describe a route for every method or every path.
            foreach (var route in function.Routes.Where(route => !route.Key.StartsWith("ANY ", StringComparison.Ordinal) && route.Key != "$default"))
            {
                var (method, path) = (route.Key.Split(' ')[0], route.Key.Split(' ')[1].Replace("+}", "}", StringComparison.Ordinal));
                if (!paths.TryGetValue(path, out var operations))
                {
                    paths[path] = operations = [];
                }

                operations[method.ToLowerInvariant()] = new Operation(function, route, components).Describe();
                foreach (var (name, scheme) in Security.SchemesOf(route))
                {
                    schemes[name] = scheme;
                }
            }
        }

        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = JsonNode.Parse(File.ReadAllText(info)),
            // Relative to the document, which is served next to the routes; paths are appended to it.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "../Prod" }),
            ["paths"] = new JsonObject(paths.Select(path => KeyValuePair.Create(path.Key, (JsonNode?)path.Value))),
            ["components"] = new JsonObject
            {
                ["schemas"] = components.Schemas,
                ["securitySchemes"] = new JsonObject(schemes.Select(scheme => KeyValuePair.Create(scheme.Key, (JsonNode?)scheme.Value))),
            },
        };
    }
}
