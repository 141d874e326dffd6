using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.S3Events;

/// <summary>Reads and writes <see cref="S3Event"/>. Public for the code that is generated for a function's context.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class S3EventConverter : JsonConverter<S3Event>
{
    public override S3Event Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        S3EventReader.ReadEvent(ref reader);

    public override void Write(Utf8JsonWriter writer, S3Event value, JsonSerializerOptions options) =>
        S3EventWriter.WriteEvent(writer, value);
}
