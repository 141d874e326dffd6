using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>The schemas to which operations refer by name.</summary>
internal sealed class Components
{
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public JsonObject Schemas => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>Returns a schema unchanged, or a reference to the schema of the type with this name.</summary>
    /// <exception cref="MistakeException">The type doesn't exist, or another function has a different type with this name.</exception>
    public JsonObject Refer(Function function, string place, JsonNode schema)
    {
        if (schema is JsonObject whole)
        {
            return whole.DeepClone().AsObject();
        }

        var name = (string)schema!;
        var type = function.Types.Find(name)
            ?? throw new MistakeException($"{function.File}: {place}: functions/{function.Name} has no type {name}");
        var described = new Schemas(function.Types).Of(type);
        if (_schemas.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, described))
        {
            throw new MistakeException($"{function.File}: {place}: another function has a different type {name}; rename one of them");
        }

        _schemas[name] = described;
        return new() { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>Returns a schema unchanged, or the schema of a member of the type with this name.</summary>
    /// <exception cref="MistakeException">The type or the member doesn't exist.</exception>
    public JsonObject Member(Function function, string place, JsonNode schema, string member)
    {
        var whole = Refer(function, place, schema);
        return schema is JsonObject
            ? whole
            : _schemas[(string)schema!]["properties"]?[member]?.DeepClone().AsObject()
                ?? throw new MistakeException($"{function.File}: {place}: {(string)schema!} has no member \"{member}\"");
    }
}
