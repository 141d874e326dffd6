#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Serializes with a source-generated context. AWS's event types have their own readers, and don't need the context, which is
/// expensive to set up.
/// </summary>
/// <typeparam name="TSGContext">A context with a JsonSerializable attribute for each input and output type.</typeparam>
public class SourceGeneratorLambdaJsonSerializer<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TSGContext>
    : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    private readonly Action<JsonSerializerOptions> _customizer;
    private TSGContext _context;

    public SourceGeneratorLambdaJsonSerializer()
        : this(null, null, null)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer)
        : this(null, customizer, null)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer)
        : this(null, null, jsonWriterCustomizer)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(
        Action<JsonSerializerOptions> customizer, Action<JsonWriterOptions> jsonWriterCustomizer)
        : this(null, customizer, jsonWriterCustomizer)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(
        TSGContext jsonSerializerContext,
        Action<JsonSerializerOptions> customizer = null,
        Action<JsonWriterOptions> jsonWriterCustomizer = null)
        : base(jsonWriterCustomizer)
    {
        _context = jsonSerializerContext;
        _customizer = customizer;
    }

    /// <summary>Created on first use.</summary>
    protected JsonSerializerOptions SerializerOptions => field ??= CreateOptions();

    internal override bool IsPlain => GetType() == typeof(SourceGeneratorLambdaJsonSerializer<TSGContext>);

    internal override JsonTypeInfo TypeInfoOf(Type type) =>
        SerializerOptions.TryGetTypeInfo(type, out var info)
            ? info
            : throw new JsonSerializerException(
                $"{typeof(TSGContext).Name} doesn't contain {type.Name}: add [JsonSerializable(typeof({type.Name}))] to it");

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) => WritePlain(writer, response);

    protected override T InternalDeserialize<T>(byte[] utf8Json) => ReadPlain<T>(utf8Json);

    private JsonSerializerOptions CreateOptions()
    {
        var options = CreateDefaultJsonSerializationOptions();
        _customizer?.Invoke(options);
        _context ??= Activator.CreateInstance<TSGContext>();
        options.TypeInfoResolver = _context;
        return options;
    }
}
