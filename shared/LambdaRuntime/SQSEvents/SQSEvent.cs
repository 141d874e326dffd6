#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.SQSEvents;

/// <summary>
/// A batch of messages from a queue
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<SQSEvent>))]
public class SQSEvent
{
    public List<SQSMessage> Records { get; set; }

    public class SQSMessage
    {
        public string MessageId { get; set; }

        /// <summary>The handle with which to delete this delivery of the message, or to change its visibility.</summary>
        public string ReceiptHandle { get; set; }

        public string Body { get; set; }

        /// <summary>The MD5 digest of the body, in hexadecimal.</summary>
        public string Md5OfBody { get; set; }

        /// <summary>The MD5 digest of the attributes, in hexadecimal; null if there are none.</summary>
        public string Md5OfMessageAttributes { get; set; }

        /// <summary>The ARN of the queue.</summary>
        public string EventSourceArn { get; set; }

        /// <summary>The event source, aws:sqs.</summary>
        public string EventSource { get; set; }

        public string AwsRegion { get; set; }

        /// <summary>
        /// SQS's attributes: ApproximateReceiveCount, SentTimestamp (milliseconds since 1970); for a FIFO queue, also
        /// MessageGroupId, MessageDeduplicationId, SequenceNumber, and others.
        /// </summary>
        public Dictionary<string, string> Attributes { get; set; }

        /// <summary>The sender's attributes.</summary>
        public Dictionary<string, MessageAttribute> MessageAttributes { get; set; }
    }

    public class MessageAttribute
    {
        /// <summary>The value for the types String and Number.</summary>
        public string StringValue { get; set; }

        /// <summary>The value for the type Binary.</summary>
        public MemoryStream BinaryValue { get; set; }

        public List<string> StringListValues { get; set; }

        public List<MemoryStream> BinaryListValues { get; set; }

        /// <summary>The type: String, Number or Binary, with or without a suffix such as .int.</summary>
        public string DataType { get; set; }
    }
}
