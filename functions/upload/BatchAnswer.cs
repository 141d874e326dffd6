namespace Quickchange.Upload;

/// <summary>
/// The answer to messages of SQS
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">partial
/// batch responses</see>).
/// </summary>
/// <param name="BatchItemFailures">The messages that SQS is to deliver again.</param>
internal sealed record BatchAnswer(IReadOnlyList<BatchAnswer.Failure> BatchItemFailures)
{
    internal sealed record Failure(string ItemIdentifier);
}
