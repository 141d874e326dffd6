using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.SQSEvents.SQSEvent;

namespace Amazon.Lambda.SQSEvents;

/// <summary>Reads a batch of messages.</summary>
internal static class SQSEventReader
{
    public static SQSEvent ReadEvent(ref Utf8JsonReader reader)
    {
        var value = new SQSEvent();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("Records"u8))
            {
                value.Records = reader.ReadObjects(ReadMessage);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static SQSMessage ReadMessage(ref Utf8JsonReader reader)
    {
        var value = new SQSMessage();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("messageId"u8))
            {
                value.MessageId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("receiptHandle"u8))
            {
                value.ReceiptHandle = reader.ReadString();
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                value.Body = reader.ReadString();
            }
            else if (reader.ValueTextEquals("attributes"u8))
            {
                value.Attributes = reader.ReadStringMap();
            }
            else if (reader.ValueTextEquals("messageAttributes"u8))
            {
                value.MessageAttributes = ReadAttributes(ref reader);
            }
            else if (reader.ValueTextEquals("md5OfBody"u8))
            {
                value.Md5OfBody = reader.ReadString();
            }
            else if (reader.ValueTextEquals("md5OfMessageAttributes"u8))
            {
                value.Md5OfMessageAttributes = reader.ReadString();
            }
            else if (reader.ValueTextEquals("eventSource"u8))
            {
                value.EventSource = reader.ReadString();
            }
            else if (reader.ValueTextEquals("eventSourceARN"u8))
            {
                value.EventSourceArn = reader.ReadString();
            }
            else if (reader.ValueTextEquals("awsRegion"u8))
            {
                value.AwsRegion = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static Dictionary<string, MessageAttribute>? ReadAttributes(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null
                ? null
                : throw new JsonException($"Found {reader.TokenType} where messageAttributes or null belongs.");
        }

        var map = new Dictionary<string, MessageAttribute>();
        while (reader.NextProperty())
        {
            var name = reader.GetString()!;
            map[name] = reader.ReadObject(ReadAttribute)!;
        }

        return map;
    }

    private static MessageAttribute ReadAttribute(ref Utf8JsonReader reader)
    {
        var value = new MessageAttribute();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("stringValue"u8))
            {
                value.StringValue = reader.ReadString();
            }
            else if (reader.ValueTextEquals("binaryValue"u8))
            {
                value.BinaryValue = reader.ReadString() is { } value64 ? Binary(value64) : null;
            }
            else if (reader.ValueTextEquals("stringListValues"u8))
            {
                value.StringListValues = reader.ReadStrings() is { } items ? [.. items] : null;
            }
            else if (reader.ValueTextEquals("binaryListValues"u8))
            {
                value.BinaryListValues = reader.ReadStrings() is { } items ? [.. items.Select(Binary)] : null;
            }
            else if (reader.ValueTextEquals("dataType"u8))
            {
                value.DataType = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static MemoryStream Binary(string base64) => new(Convert.FromBase64String(base64));
}
