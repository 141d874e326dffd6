using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>A received message, and its record in a function's event.</summary>
internal sealed class Message
{
    /// <param name="received">An item in the response to ReceiveMessage.</param>
    /// <param name="queueArn">The ARN of the queue.</param>
    public Message(JsonNode received, string queueArn)
    {
        Id = (string)received["MessageId"]!;
        ReceiptHandle = (string)received["ReceiptHandle"]!;
        Sent = DateTimeOffset.FromUnixTimeMilliseconds(NumberIn(received, "SentTimestamp"));
        ReceiveCount = NumberIn(received, "ApproximateReceiveCount");
        Record = new()
        {
            ["messageId"] = Id,
            ["receiptHandle"] = ReceiptHandle,
            ["body"] = (string?)received["Body"] ?? "",
            ["attributes"] = received["Attributes"]?.DeepClone() ?? new JsonObject(),
            ["messageAttributes"] = new JsonObject((received["MessageAttributes"] as JsonObject ?? [])
                .Select(attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)ToEvent(attribute.Value!)))),
            ["md5OfBody"] = (string?)received["MD5OfBody"],
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = queueArn,
            ["awsRegion"] = queueArn.Split(':')[3],
        };
        if ((string?)received["MD5OfMessageAttributes"] is { } md5)
        {
            Record["md5OfMessageAttributes"] = md5;
        }

        Json = Encoding.UTF8.GetBytes(Record.ToJsonString(JsonText.Plain));
    }

    public string Id { get; }

    public string ReceiptHandle { get; }

    public DateTimeOffset Sent { get; }

    public long ReceiveCount { get; }

    /// <summary>An item in the event's Records.</summary>
    public JsonObject Record { get; }

    /// <summary>The record in UTF-8.</summary>
    public byte[] Json { get; }

    // SQS reserves the lists, which are always empty: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageAttributeValue.html
    private static JsonObject ToEvent(JsonNode attribute)
    {
        var value = new JsonObject();
        if ((string?)attribute["StringValue"] is { } text)
        {
            value["stringValue"] = text;
        }

        if ((string?)attribute["BinaryValue"] is { } binary)
        {
            value["binaryValue"] = binary;
        }

        value["stringListValues"] = new JsonArray();
        value["binaryListValues"] = new JsonArray();
        value["dataType"] = (string?)attribute["DataType"];
        return value;
    }

    private static long NumberIn(JsonNode received, string attribute) =>
        (string?)received["Attributes"]?[attribute] is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
}
