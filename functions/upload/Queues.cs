using Amazon.SQS;

namespace Quickchange.Upload;

/// <summary>The two queues to which the function sends messages.</summary>
/// <param name="sqs">The client.</param>
/// <param name="requests">The URL of the queue for rows.</param>
/// <param name="continuations">The URL of the function's own queue.</param>
internal sealed class Queues(IAmazonSQS sqs, string requests, string continuations)
{
    public RequestSender SenderFor(string file) => new(sqs, requests, file);

    /// <exception cref="AmazonSQSException">SQS rejected a request or could not be reached, after retries.</exception>
    public Task ContinueAsync(FileProgress progress, CancellationToken cancellation) =>
        sqs.SendMessageAsync(continuations, progress.ToString(), cancellation);
}
