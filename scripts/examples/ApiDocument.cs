using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Quickchange.Examples;

/// <summary>The OpenAPI document, with which responses are compared.</summary>
public sealed class ApiDocument(JsonObject document, Uri url)
{
    private readonly Dictionary<string, JsonSchema> _schemas = [];

    /// <summary>The base URL of the operations, as a client of the document determines it.</summary>
    public string Server { get; } = new Uri(url, (string)document["servers"]![0]!["url"]!).ToString();

    /// <summary>The document as it is served.</summary>
    public static async Task<ApiDocument> ReadAsync(HttpClient http)
    {
        var url = new Uri(http.BaseAddress!, "Prod/openapi.json");
        return new(JsonNode.Parse(await http.GetStringAsync(url))!.AsObject(), url);
    }

    /// <summary>The operations by route, such as <c>GET /change/{amount}</c>.</summary>
    public IEnumerable<(string Route, JsonObject Operation)> Operations =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select ($"{method.Key.ToUpperInvariant()} {path.Key}", method.Value!.AsObject());

    /// <summary>Whether requests to a route must be signed: its authorization is iam.</summary>
    public bool IsSigned(string route) =>
        Operations.Single(each => each.Route == route).Operation["security"]?.AsArray().Any(static each => each!["iam"] is not null) is true;

    public IEnumerable<ApiExample> Examples =>
        from operation in Operations
        from name in ApiExample.NamesIn(operation.Operation)
        select ApiExample.Of(operation.Route, operation.Operation, name);

    /// <summary>All examples, and a plain request to each route without parameters.</summary>
    public IEnumerable<ApiExample> Requests => Examples.Concat(
        from operation in Operations
        where operation.Route.StartsWith("GET ", StringComparison.Ordinal) && !operation.Route.Contains('{', StringComparison.Ordinal)
        select new ApiExample(operation.Route, "plain", operation.Route.Split(' ')[1], null, 200, null));

    /// <summary>
    /// The mistake in a response according to this document; null if there is none. An object whose members the document lists must
    /// have no others.
    /// </summary>
    public string? ProblemOf(string route, int status, string? contentType, string body)
    {
        var (_, operation) = Operations.Single(each => each.Route == route);
        if (operation["responses"]![status.ToString(CultureInfo.InvariantCulture)]?["content"] is not { } content)
        {
            return $"{route} has no answer with status {status}";
        }

        if (contentType is null || content[contentType]?["schema"] is not { } schema)
        {
            return $"{route} has no answer with status {status} and the content type {contentType}";
        }

        using var answer = JsonDocument.Parse(body);
        var result = SchemaOf(schema.AsObject()).Evaluate(answer.RootElement, new() { OutputFormat = OutputFormat.List });
        return result.IsValid ? null : string.Join("; ",
            from detail in result.Details ?? []
            from error in detail.Errors ?? new Dictionary<string, string>()
            select $"{detail.InstanceLocation}: {error.Value}");
    }

    /// <summary>The mistake in an HTTP response.</summary>
    public async Task<string?> ProblemOfAsync(string route, HttpResponseMessage response) => ProblemOf(
        route, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());

    // JSON Schema has no components, so they are definitions next to the schema.
    private JsonSchema SchemaOf(JsonObject schema)
    {
        var key = schema.ToJsonString();
        if (!_schemas.TryGetValue(key, out var built))
        {
            var whole = schema.DeepClone().AsObject();
            whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
            Close(whole);
            _schemas[key] = built = JsonSchema.FromText(
                whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal));
        }

        return built;
    }

    // For a client, an unlisted member could come with the next release. Here, it is a mistake.
    private static void Close(JsonNode? schema)
    {
        IEnumerable<JsonNode?> parts = schema switch
        {
            JsonObject members => members.Select(static each => each.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var part in parts)
        {
            Close(part);
        }

        if (schema is JsonObject listed && listed["properties"] is JsonObject && listed["additionalProperties"] is null)
        {
            listed["additionalProperties"] = false;
        }
    }
}
