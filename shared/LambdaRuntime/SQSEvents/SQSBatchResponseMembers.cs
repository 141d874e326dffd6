using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.SQSEvents.SQSBatchResponse;

namespace Amazon.Lambda.SQSEvents;

/// <summary>The members of the response to a batch of messages.</summary>
internal static class SQSBatchResponseMembers
{
    public static void Of(ref EventJson json, SQSBatchResponse value) =>
        value.BatchItemFailures = json.Objects("batchItemFailures"u8, value.BatchItemFailures, Failure);

    private static void Failure(ref EventJson json, BatchItemFailure value) =>
        value.ItemIdentifier = json.String("itemIdentifier"u8, value.ItemIdentifier);
}
