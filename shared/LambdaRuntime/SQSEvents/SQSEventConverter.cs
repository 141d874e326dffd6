using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Reads and writes <see cref="SQSEvent"/>. Public for the code that is generated for a function's context.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SQSEventConverter : JsonConverter<SQSEvent>
{
    public override SQSEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SQSEventReader.ReadEvent(ref reader);

    public override void Write(Utf8JsonWriter writer, SQSEvent value, JsonSerializerOptions options) =>
        SQSEventWriter.WriteEvent(writer, value);
}
