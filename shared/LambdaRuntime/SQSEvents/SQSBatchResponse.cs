#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.SQSEvents;

/// <summary>
/// Reports the messages in a batch that failed and must be delivered again; the others are deleted
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch responses</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<SQSBatchResponse>))]
public class SQSBatchResponse(List<SQSBatchResponse.BatchItemFailure> batchItemFailures)
{
    /// <summary>Creates a response without failures.</summary>
    public SQSBatchResponse()
        : this([])
    {
    }

    public List<BatchItemFailure> BatchItemFailures { get; set; } = batchItemFailures;

    public class BatchItemFailure
    {
        /// <summary>The <see cref="SQSEvent.SQSMessage.MessageId"/>. An ID that isn't in the batch fails the whole batch.</summary>
        public string ItemIdentifier { get; set; }
    }
}
