using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.SQSEvents.SQSEvent;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Writes a batch of messages.</summary>
internal static class SQSEventWriter
{
    public static void WriteEvent(Utf8JsonWriter writer, SQSEvent value)
    {
        writer.WriteStartObject();
        writer.WriteObjects("Records", value.Records, WriteMessage);
        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, SQSMessage value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("messageId", value.MessageId);
        writer.WriteOptional("receiptHandle", value.ReceiptHandle);
        writer.WriteOptional("body", value.Body);
        writer.WriteStringMap("attributes", value.Attributes);
        WriteAttributes(writer, value.MessageAttributes);
        writer.WriteOptional("md5OfBody", value.Md5OfBody);
        writer.WriteOptional("md5OfMessageAttributes", value.Md5OfMessageAttributes);
        writer.WriteOptional("eventSource", value.EventSource);
        writer.WriteOptional("eventSourceARN", value.EventSourceArn);
        writer.WriteOptional("awsRegion", value.AwsRegion);
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, Dictionary<string, MessageAttribute>? map)
    {
        if (map is null)
        {
            return;
        }

        writer.WriteStartObject("messageAttributes"u8);
        foreach (var (name, attribute) in map)
        {
            writer.WriteObject(name, attribute, WriteAttribute);
        }

        writer.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter writer, MessageAttribute value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("stringValue", value.StringValue);
        writer.WriteOptional("binaryValue", value.BinaryValue is { } binary ? Base64(binary) : null);
        writer.WriteStrings("stringListValues", value.StringListValues);
        writer.WriteStrings("binaryListValues", value.BinaryListValues?.Select(Base64));
        writer.WriteOptional("dataType", value.DataType);
        writer.WriteEndObject();
    }

    private static string Base64(MemoryStream binary) => Convert.ToBase64String(binary.ToArray());
}
