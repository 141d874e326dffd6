#nullable disable annotations // as upstream, so that sources build on either without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.SQSEvents;

/// <summary>
/// Says which messages of a batch failed and are to be delivered again; the others are deleted
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch responses</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<SQSBatchResponse>))]
public class SQSBatchResponse(List<SQSBatchResponse.BatchItemFailure> batchItemFailures)
{
    /// <summary>No message failed.</summary>
    public SQSBatchResponse()
        : this([])
    {
    }

    public List<BatchItemFailure> BatchItemFailures { get; set; } = batchItemFailures;

    public class BatchItemFailure
    {
        /// <summary>The <see cref="SQSEvent.SQSMessage.MessageId"/>. One that is not in the batch fails the whole batch.</summary>
        public string ItemIdentifier { get; set; }
    }
}
