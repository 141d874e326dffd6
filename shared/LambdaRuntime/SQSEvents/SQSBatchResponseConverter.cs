using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Reads and writes <see cref="SQSBatchResponse"/>. Public for the code that is generated for a function's context.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SQSBatchResponseConverter : JsonConverter<SQSBatchResponse>
{
    public override SQSBatchResponse Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    public override void Write(Utf8JsonWriter writer, SQSBatchResponse value, JsonSerializerOptions options) =>
        Write(writer, value);

    internal static SQSBatchResponse Read(ref Utf8JsonReader reader)
    {
        var value = new SQSBatchResponse();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("batchItemFailures"u8))
            {
                value.BatchItemFailures = reader.ReadObjects(ReadFailure);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    internal static void Write(Utf8JsonWriter writer, SQSBatchResponse value)
    {
        writer.WriteStartObject();
        writer.WriteObjects("batchItemFailures", value.BatchItemFailures, WriteFailure);
        writer.WriteEndObject();
    }

    private static SQSBatchResponse.BatchItemFailure ReadFailure(ref Utf8JsonReader reader)
    {
        var value = new SQSBatchResponse.BatchItemFailure();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("itemIdentifier"u8))
            {
                value.ItemIdentifier = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static void WriteFailure(Utf8JsonWriter writer, SQSBatchResponse.BatchItemFailure value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("itemIdentifier", value.ItemIdentifier);
        writer.WriteEndObject();
    }
}
