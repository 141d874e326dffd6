#nullable disable annotations // as upstream, so that sources build on either without a new warning

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Serializes with a source-generated context. The events of AWS have readers of their own, and leave the context,
/// which is expensive to set up, alone.
/// </summary>
/// <typeparam name="TSGContext">Names each input and output type in a JsonSerializable attribute.</typeparam>
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

    /// <summary>Made when first asked for.</summary>
    protected JsonSerializerOptions SerializerOptions => field ??= CreateOptions();

    internal override bool IsPlain => GetType() == typeof(SourceGeneratorLambdaJsonSerializer<TSGContext>);

    internal override JsonTypeInfo TypeInfoOf(Type type) =>
        SerializerOptions.TryGetTypeInfo(type, out var info)
            ? info
            : throw new JsonSerializerException(
                $"{typeof(TSGContext).Name} does not know {type.Name}: add [JsonSerializable(typeof({type.Name}))] to it");

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
