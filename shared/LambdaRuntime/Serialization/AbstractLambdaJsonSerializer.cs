#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The base class of serializers that use System.Text.Json.</summary>
public abstract class AbstractLambdaJsonSerializer
{
    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions> jsonWriterCustomizer)
    {
        // A response is JSON, not a part of an HTML page, so it needs only JSON's own escaping. The default encoder
        // would also build its table of allowed characters in the first invocation.
        WriterOptions = new() { Encoder = MinimalJsonEncoder.Instance, SkipValidation = true };
        jsonWriterCustomizer?.Invoke(WriterOptions);
    }

    protected JsonWriterOptions WriterOptions { get; }

    /// <summary>
    /// Whether it has no user-defined derived class, so that its methods can be called directly: the type loader resolves calls
    /// of generic methods through an interface or a base class, which adds 0.1 ms to a cold start.
    /// </summary>
    internal virtual bool IsPlain => false;

    internal Utf8JsonWriter CreateWriter(Stream stream) => new(stream, WriterOptions);

    /// <exception cref="JsonSerializerException">The value could not be written.</exception>
    public void Serialize<T>(T response, Stream responseStream)
    {
        try
        {
            using var writer = CreateWriter(responseStream);
            Write(response, writer);
        }
        catch (Exception exception)
        {
            throw Unwritable<T>(exception);
        }
    }

    /// <exception cref="JsonSerializerException">The value could not be written.</exception>
    internal void Serialize<T>(T response, Utf8JsonWriter writer)
    {
        try
        {
            Write(response, writer);
        }
        catch (Exception exception)
        {
            throw Unwritable<T>(exception);
        }
    }

    /// <exception cref="JsonSerializerException">The event is not valid JSON for a <typeparamref name="T"/>.</exception>
    public T Deserialize<T>(Stream requestStream)
    {
        try
        {
            var utf8Json = BytesOf(requestStream);
            return IsPlain ? ReadPlain<T>(utf8Json) : InternalDeserialize<T>([.. utf8Json]);
        }
        catch (Exception exception)
        {
            throw Unreadable<T>(exception);
        }
    }

    /// <summary>For a serializer that is <see cref="IsPlain"/>.</summary>
    /// <exception cref="JsonSerializerException">The event is not valid JSON for a <typeparamref name="T"/>.</exception>
    internal T Deserialize<T>(ArraySegment<byte> utf8Json)
    {
        try
        {
            return ReadPlain<T>(utf8Json);
        }
        catch (Exception exception)
        {
            throw Unreadable<T>(exception);
        }
    }

    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        Encoder = MinimalJsonEncoder.Instance,
    };

    /// <summary>The metadata of a type that isn't an event type; used only by <c>ReadPlain</c> and <c>WritePlain</c>.</summary>
    internal virtual JsonTypeInfo TypeInfoOf(Type type) => throw new NotSupportedException();

    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    protected abstract T InternalDeserialize<T>(byte[] utf8Json);

    private protected void WritePlain<T>(Utf8JsonWriter writer, T response)
    {
        if (!EventSerializer.TryWrite(writer, response))
        {
            JsonSerializer.Serialize(writer, response, (JsonTypeInfo<T>)TypeInfoOf(typeof(T)));
        }
    }

    private protected T ReadPlain<T>(ReadOnlySpan<byte> utf8Json) =>
        EventSerializer.TryRead<T>(utf8Json, out var value)
            ? value
            : JsonSerializer.Deserialize(utf8Json, (JsonTypeInfo<T>)TypeInfoOf(typeof(T)));

    private static JsonSerializerException Unreadable<T>(Exception exception) =>
        new($"The event could not be read as a {typeof(T).Name}: {exception.Message}", exception);

    private static JsonSerializerException Unwritable<T>(Exception exception) =>
        new($"The {typeof(T).Name} that the handler returned could not be written as JSON: {exception.Message}", exception);

    private void Write<T>(T response, Utf8JsonWriter writer)
    {
        if (IsPlain)
        {
            WritePlain(writer, response);
        }
        else
        {
            InternalSerialize(writer, response);
        }

        writer.Flush();
    }

    // Data in memory is read in place.
    private static ArraySegment<byte> BytesOf(Stream stream)
    {
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var bytes))
        {
            return bytes[(int)memory.Position..];
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
