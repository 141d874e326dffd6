using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Quickchange.OpenApi;

/// <summary>
/// JSON Schemas of types: their members from the properties, in snake case, each with what its documentation says. A
/// record's parameter without a default is required, and so is what it computes. A type that is no object in JSON says its
/// schema in a constant, <c>JsonSchema</c>.
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

        // A reference within a type is one within the whole document, which has its types elsewhere.
        if (schema.ContainsKey("$ref"))
        {
            throw new MistakeException($"{type.Name} refers to itself, which scripts/openapi does not describe: give it a JsonSchema constant");
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

    // What a type computes is there always.
    private static void Require(JsonObject schema, JsonSchemaExporterContext context)
    {
        foreach (var computed in context.TypeInfo.Properties.Where(static member => member is { Set: null, IsGetNullable: false }))
        {
            var required = schema["required"]?.AsArray() ?? [];
            required.Add(computed.Name);
            schema["required"] = required;
        }
    }

    // A member that may be left out is no member that may be null.
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
