using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Reads and writes an event type within System.Text.Json. Public for the generated code of a function's context.
/// </summary>
/// <typeparam name="T">One of the types that <see cref="EventSerializer"/> supports.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EventConverter<T> : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EventSerializer.TryRead<T>(ref reader, out var value) ? value : throw NoEvent();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!EventSerializer.TryWrite(writer, value))
        {
            throw NoEvent();
        }
    }

    private static NotSupportedException NoEvent() =>
        new($"{typeof(T).Name} is not an event type of the runtime. Remove this converter.");
}
