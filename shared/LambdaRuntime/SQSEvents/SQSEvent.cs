#nullable disable annotations // as upstream, so that sources build on either without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.SQSEvents;

/// <summary>
/// A batch of messages of a queue
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<SQSEvent>))]
public class SQSEvent
{
    public List<SQSMessage> Records { get; set; }

    public class SQSMessage
    {
        public string MessageId { get; set; }

        /// <summary>Deletes this delivery of the message, or changes its visibility.</summary>
        public string ReceiptHandle { get; set; }

        public string Body { get; set; }

        /// <summary>In hexadecimal.</summary>
        public string Md5OfBody { get; set; }

        /// <summary>In hexadecimal; null without attributes.</summary>
        public string Md5OfMessageAttributes { get; set; }

        /// <summary>The queue's.</summary>
        public string EventSourceArn { get; set; }

        /// <summary>aws:sqs.</summary>
        public string EventSource { get; set; }

        public string AwsRegion { get; set; }

        /// <summary>
        /// Those of SQS: ApproximateReceiveCount, SentTimestamp (milliseconds since 1970), of a FIFO queue also
        /// MessageGroupId, MessageDeduplicationId, SequenceNumber, and others.
        /// </summary>
        public Dictionary<string, string> Attributes { get; set; }

        /// <summary>Those of the sender.</summary>
        public Dictionary<string, MessageAttribute> MessageAttributes { get; set; }
    }

    public class MessageAttribute
    {
        /// <summary>Of the types String and Number.</summary>
        public string StringValue { get; set; }

        /// <summary>Of the type Binary.</summary>
        public MemoryStream BinaryValue { get; set; }

        public List<string> StringListValues { get; set; }

        public List<MemoryStream> BinaryListValues { get; set; }

        /// <summary>String, Number or Binary, with or without a suffix such as .int.</summary>
        public string DataType { get; set; }
    }
}
