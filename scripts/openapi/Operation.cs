using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Quickchange.OpenApi;

/// <summary>The operation of a route: parameters, responses, and examples that connect them by name.</summary>
internal sealed partial class Operation(Function function, Route called, Components components)
{
    private readonly string _route = called.Key;
    private readonly JsonObject _operation = function.Operations[called.Key]!.AsObject();

    private JsonObject Examples => _operation["examples"]?.AsObject() ?? [];

    /// <exception cref="MistakeException">A type or a member doesn't exist.</exception>
    public JsonObject Describe()
    {
        var described = new JsonObject
        {
            ["operationId"] = Identifier().Replace(_route.ToLowerInvariant(), "_").Trim('_'),
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
                ["content"] = Content("application/json", components.Refer(function, $"{_route}: request", request), Named(static example => example["body"])),
            };
        }

        described["responses"] = Responses();
        described["security"] = Security.RequirementsOf(called);
        return described;
    }

    private JsonObject Parameter(string name, JsonNode given)
    {
        var inPath = PathParameter().Matches(_route).Any(match => match.Groups[1].Value == name);
        var schema = components.Member(function, $"{_route}: parameters.{name}", given, name);
        var parameter = new JsonObject { ["name"] = name, ["in"] = inPath ? "path" : "query", ["required"] = inPath };
        if (schema.Remove("description", out var description))
        {
            parameter["description"] = description;
        }

        parameter["schema"] = schema;
        return WithExamples(parameter, Named(example => example["parameters"]?[name]));
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
                    components.Refer(function, $"{_route}: responses.{status}", schema!),
                    Named(example => ((int?)example["status"] ?? 200) == code ? example["response"] : null)),
            };
        }

        foreach (var code in Security.RefusalsOf(called))
        {
            AddRefusal(responses, code);
        }

        return responses;
    }

    // API Gateway's own answer. The function can have another one with the same status.
    private static void AddRefusal(JsonObject responses, int code)
    {
        var status = code.ToString(CultureInfo.InvariantCulture);
        responses[status] ??= new JsonObject { ["description"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(code), ["content"] = new JsonObject() };
        responses[status]!["content"]!["application/json"] = new JsonObject
        {
            ["schema"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray("message"),
                ["properties"] = new JsonObject { ["message"] = new JsonObject { ["type"] = "string" } },
            },
        };
    }

    private static JsonObject Content(string type, JsonObject schema, JsonObject examples) =>
        new() { [type] = WithExamples(new() { ["schema"] = schema }, examples) };

    private static JsonObject WithExamples(JsonObject described, JsonObject examples)
    {
        if (examples.Count > 0)
        {
            described["examples"] = examples;
        }

        return described;
    }

    // The examples of a part, by name.
    private JsonObject Named(Func<JsonNode, JsonNode?> part) => new(
        from example in Examples
        let value = part(example.Value!)
        where value is not null
        select KeyValuePair.Create(example.Key, (JsonNode?)new JsonObject { ["value"] = value.DeepClone() }));

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\{([^}+]+)\+?\}")]
    private static partial Regex PathParameter();
}
