// The public API of Amazon.Lambda.SQSEvents 3.0.0: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.SQSEvents
{
    public class SQSBatchResponse
    {
        public SQSBatchResponse() => throw null!;

        public SQSBatchResponse(global::System.Collections.Generic.List<global::Amazon.Lambda.SQSEvents.SQSBatchResponse.BatchItemFailure> batchItemFailures) => throw null!;

        [global::System.Text.Json.Serialization.JsonPropertyName("batchItemFailures")]
        public global::System.Collections.Generic.List<global::Amazon.Lambda.SQSEvents.SQSBatchResponse.BatchItemFailure> BatchItemFailures { get => throw null!; set => throw null!; }

        public class BatchItemFailure
        {
            public BatchItemFailure() => throw null!;

            [global::System.Text.Json.Serialization.JsonPropertyName("itemIdentifier")]
            public string ItemIdentifier { get => throw null!; set => throw null!; }
        }
    }

    public class SQSEvent
    {
        public SQSEvent() => throw null!;

        public global::System.Collections.Generic.List<global::Amazon.Lambda.SQSEvents.SQSEvent.SQSMessage> Records { get => throw null!; set => throw null!; }

        public class MessageAttribute
        {
            public MessageAttribute() => throw null!;

            public string StringValue { get => throw null!; set => throw null!; }

            public global::System.IO.MemoryStream BinaryValue { get => throw null!; set => throw null!; }

            public global::System.Collections.Generic.List<string> StringListValues { get => throw null!; set => throw null!; }

            public global::System.Collections.Generic.List<global::System.IO.MemoryStream> BinaryListValues { get => throw null!; set => throw null!; }

            public string DataType { get => throw null!; set => throw null!; }
        }

        public class SQSMessage
        {
            public SQSMessage() => throw null!;

            public string MessageId { get => throw null!; set => throw null!; }

            public string ReceiptHandle { get => throw null!; set => throw null!; }

            public string Body { get => throw null!; set => throw null!; }

            public string Md5OfBody { get => throw null!; set => throw null!; }

            public string Md5OfMessageAttributes { get => throw null!; set => throw null!; }

            public string EventSourceArn { get => throw null!; set => throw null!; }

            public string EventSource { get => throw null!; set => throw null!; }

            public string AwsRegion { get => throw null!; set => throw null!; }

            public global::System.Collections.Generic.Dictionary<string, string> Attributes { get => throw null!; set => throw null!; }

            public global::System.Collections.Generic.Dictionary<string, global::Amazon.Lambda.SQSEvents.SQSEvent.MessageAttribute> MessageAttributes { get => throw null!; set => throw null!; }
        }
    }
}
