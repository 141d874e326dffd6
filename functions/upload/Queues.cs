using Amazon.SQS;

namespace Quickchange.Upload;

/// <summary>The two queues that the function sends to.</summary>
/// <param name="sqs">The client.</param>
/// <param name="requests">The URL of the queue of the rows.</param>
/// <param name="continuations">The URL of the function's own queue.</param>
internal sealed class Queues(IAmazonSQS sqs, string requests, string continuations)
{
    public RequestSender SenderFor(string file) => new(sqs, requests, file);

    /// <exception cref="AmazonSQSException">SQS refused, or could not be reached, after the client's own tries.</exception>
    public Task ContinueAsync(FileProgress progress, CancellationToken cancellation) =>
        sqs.SendMessageAsync(continuations, progress.ToString(), cancellation);
}
