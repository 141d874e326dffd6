using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Quickchange.OpenApi;

/// <summary>
/// JSON Schemas of types: members are properties in snake case, with their documentation. A record's parameters without a default
/// are required, as are its computed properties. A type that isn't an object in JSON declares its schema in a constant,
/// <c>JsonSchema</c>.
/// </summary>
internal sealed class Schemas(FunctionTypes types)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public JsonObject Of(Type type)
    {
        var exporting = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        return Options.GetJsonSchemaAsNode(type, exporting).AsObject();
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var own = type.GetField("JsonSchema", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } constant
            ? JsonNode.Parse((string)constant.GetRawConstantValue()!)!
            : exported;
        if (own is not JsonObject schema)
        {
            return own;
        }

        // A reference within a type must become a reference within the document, where types are in a different place.
        if (schema.ContainsKey("$ref"))
        {
            throw new MistakeException($"{type.Name} refers to itself, which scripts/openapi doesn't support; add a JsonSchema constant to it");
        }

        RemoveNull(schema);
        Require(schema, context);
        var described = context.PropertyInfo is { } property
            ? types.DocumentationOf(property.DeclaringType, (property.AttributeProvider as MemberInfo)?.Name)
            : types.DocumentationOf(type);
        if (described is not null)
        {
            schema["description"] = described;
        }

        return schema;
    }

    // Computed properties are always present.
    private static void Require(JsonObject schema, JsonSchemaExporterContext context)
    {
        foreach (var computed in context.TypeInfo.Properties.Where(static member => member is { Set: null, IsGetNullable: false }))
        {
            var required = schema["required"]?.AsArray() ?? [];
            required.Add(computed.Name);
            schema["required"] = required;
        }
    }

    // A member that can be omitted isn't a member that can be null.
    private static void RemoveNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray several)
        {
            string[] kept = [.. several.Select(each => (string)each!).Where(name => name != "null")];
            schema["type"] = kept.Length == 1 ? kept[0] : new JsonArray([.. kept.Select(name => JsonValue.Create(name))]);
        }

        if (schema["enum"] is JsonArray values)
        {
            schema["enum"] = new JsonArray([.. values.Where(value => value is not null).Select(value => value!.DeepClone())]);
        }

        if (schema.TryGetPropertyValue("default", out var missing) && missing is null)
        {
            schema.Remove("default");
        }
    }
}
