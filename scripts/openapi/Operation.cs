using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Quickchange.OpenApi;

/// <summary>One route: what it takes, what it answers, and examples that pair the two by their names.</summary>
internal sealed partial class Operation(Function function, string route, Components components)
{
    private readonly JsonObject _operation = function.Operations[route]!.AsObject();

    private JsonObject Examples => _operation["examples"]?.AsObject() ?? [];

    /// <exception cref="MistakeException">A type or a member is not there.</exception>
    public JsonObject Describe()
    {
        var described = new JsonObject
        {
            ["operationId"] = Identifier().Replace(route.ToLowerInvariant(), "_").Trim('_'),
            ["summary"] = (string)_operation["summary"]!,
            ["tags"] = new JsonArray(function.Name),
        };
        if (_operation["parameters"] is JsonObject parameters)
        {
            described["parameters"] = new JsonArray([.. parameters.Select(each => Parameter(each.Key, each.Value!))]);
        }

        if (_operation["request"] is { } request)
        {
            described["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content("application/json", components.Refer(function, $"{route}: request", request), Named("body")),
            };
        }

        described["responses"] = Responses();
        return described;
    }

    private JsonObject Parameter(string name, JsonNode given)
    {
        var inPath = PathParameter().Matches(route).Any(match => match.Groups[1].Value == name);
        var schema = components.Member(function, $"{route}: parameters.{name}", given, name);
        var parameter = new JsonObject { ["name"] = name, ["in"] = inPath ? "path" : "query", ["required"] = inPath };
        if (schema.Remove("description", out var description))
        {
            parameter["description"] = description;
        }

        parameter["schema"] = schema;
        var examples = new JsonObject(
            from example in Examples
            where example.Value!["parameters"]?[name] is not null
            select KeyValuePair.Create(example.Key, (JsonNode?)Value(example.Value["parameters"]![name]!)));
        if (examples.Count > 0)
        {
            parameter["examples"] = examples;
        }

        return parameter;
    }

    private JsonObject Responses()
    {
        var responses = new JsonObject();
        foreach (var (status, schema) in _operation["responses"]!.AsObject())
        {
            var code = int.Parse(status, CultureInfo.InvariantCulture);
            responses[status] = new JsonObject
            {
                ["description"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code),
                ["content"] = Content(
                    code < 400 ? "application/json" : "application/problem+json",
                    components.Refer(function, $"{route}: responses.{status}", schema!),
                    Named("response", example => StatusOf(example) == code)),
            };
        }

        return responses;
    }

    private static JsonObject Content(string type, JsonObject schema, JsonObject examples)
    {
        var content = new JsonObject { ["schema"] = schema };
        if (examples.Count > 0)
        {
            content["examples"] = examples;
        }

        return new() { [type] = content };
    }

    private JsonObject Named(string part, Func<JsonNode, bool>? belongs = null) => new(
        from example in Examples
        where example.Value![part] is not null && (belongs is null || belongs(example.Value))
        select KeyValuePair.Create(example.Key, (JsonNode?)Value(example.Value[part]!)));

    private static JsonObject Value(JsonNode value) => new() { ["value"] = value.DeepClone() };

    private static int StatusOf(JsonNode example) => (int?)example["status"] ?? 200;

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\{([^}+]+)\+?\}")]
    private static partial Regex PathParameter();
}
