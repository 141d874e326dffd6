using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.SQSEvents.SQSEvent;

namespace Amazon.Lambda.SQSEvents;

/// <summary>The members of a batch of messages.</summary>
internal static class SQSEventMembers
{
    public static void Of(ref EventJson json, SQSEvent value) =>
        value.Records = json.Objects("Records"u8, value.Records, Message);

    private static void Message(ref EventJson json, SQSMessage value)
    {
        value.MessageId = json.String("messageId"u8, value.MessageId);
        value.ReceiptHandle = json.String("receiptHandle"u8, value.ReceiptHandle);
        value.Body = json.String("body"u8, value.Body);
        value.Attributes = json.StringMap("attributes"u8, value.Attributes);
        value.MessageAttributes = json.ObjectMap("messageAttributes"u8, value.MessageAttributes, Attribute);
        value.Md5OfBody = json.String("md5OfBody"u8, value.Md5OfBody);
        value.Md5OfMessageAttributes = json.String("md5OfMessageAttributes"u8, value.Md5OfMessageAttributes);
        value.EventSource = json.String("eventSource"u8, value.EventSource);
        value.EventSourceArn = json.String("eventSourceARN"u8, value.EventSourceArn);
        value.AwsRegion = json.String("awsRegion"u8, value.AwsRegion);
    }

    private static void Attribute(ref EventJson json, MessageAttribute value)
    {
        value.StringValue = json.String("stringValue"u8, value.StringValue);
        value.BinaryValue = json.Binary("binaryValue"u8, value.BinaryValue);
        value.StringListValues = json.Strings("stringListValues"u8, value.StringListValues);
        value.BinaryListValues = json.Binaries("binaryListValues"u8, value.BinaryListValues);
        value.DataType = json.String("dataType"u8, value.DataType);
    }
}
