using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>The schemas that operations refer to by name, each once.</summary>
internal sealed class Components
{
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public JsonObject Schemas => new(_schemas.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>A schema as it is, or a reference to that of the type with this name.</summary>
    /// <exception cref="MistakeException">The function has no such type, or another function's type has the name.</exception>
    public JsonObject Refer(Function function, string place, JsonNode schema)
    {
        if (schema is JsonObject whole)
        {
            return whole.DeepClone().AsObject();
        }

        var name = (string)schema!;
        var type = function.Types.Find(name)
            ?? throw new MistakeException($"{function.File}: {place}: there is no type {name} in functions/{function.Name}");
        var described = new Schemas(function.Types).Of(type);
        if (_schemas.TryGetValue(name, out var other) && !JsonNode.DeepEquals(other, described))
        {
            throw new MistakeException($"{function.File}: {place}: another function has a type {name} that differs; name one of them otherwise");
        }

        _schemas[name] = described;
        return new() { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>A schema as it is, or that of a member of the type with this name.</summary>
    /// <exception cref="MistakeException">The function has no such type, or the type no such member.</exception>
    public JsonObject Member(Function function, string place, JsonNode schema, string member)
    {
        var whole = Refer(function, place, schema);
        return schema is JsonObject
            ? whole
            : _schemas[(string)schema!]["properties"]?[member]?.DeepClone().AsObject()
                ?? throw new MistakeException($"{function.File}: {place}: {(string)schema!} has no member \"{member}\"");
    }
}
