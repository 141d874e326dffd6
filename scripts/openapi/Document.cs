using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>
/// The one description of all routes (<see href="https://spec.openapis.org/oas/v3.1.1.html">OpenAPI 3.1</see>): the
/// routes of the descriptors, what each function's operations.json says of them, and the schemas of its types.
/// </summary>
internal static class Document
{
    /// <param name="functions">Those that have routes.</param>
    /// <param name="info">The file with the document's title and version.</param>
    /// <exception cref="MistakeException">An operation is wrong; the message has its file and field.</exception>
    public static JsonObject Of(IEnumerable<Function> functions, string info)
    {
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        var components = new Components();
        foreach (var function in functions)
        {
            // OpenAPI has no word for a route that takes every method or every path.
            foreach (var route in function.Routes.Where(route => !route.StartsWith("ANY ", StringComparison.Ordinal) && route != "$default"))
            {
                var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("+}", "}", StringComparison.Ordinal));
                if (!paths.TryGetValue(path, out var operations))
                {
                    paths[path] = operations = [];
                }

                operations[method.ToLowerInvariant()] = new Operation(function, route, components).Describe();
            }
        }

        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = JsonNode.Parse(File.ReadAllText(info)),
            // Relative to the document, which is served beside the routes; a path is put behind it as it is.
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "../Prod" }),
            ["paths"] = new JsonObject(paths.Select(path => KeyValuePair.Create(path.Key, (JsonNode?)path.Value))),
            ["components"] = new JsonObject { ["schemas"] = components.Schemas },
        };
    }
}
