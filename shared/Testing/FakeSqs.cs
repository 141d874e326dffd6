using System.Collections.Concurrent;
using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Quickchange.Testing;

/// <summary>
/// SQS queues in memory, by URL, to which messages are sent. Any other operation throws a <see cref="NotSupportedException"/>.
/// </summary>
public sealed class FakeSqs() : AmazonSQSClient(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    private const int LargestBatch = 10;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<SendMessageBatchRequestEntry>> _queues = [];

    /// <summary>Returns the exception for a request; null, the default, if it doesn't fail.</summary>
    public Func<AmazonWebServiceRequest, Exception?> Failure { get; set; } = static _ => null;

    /// <summary>Returns the error for a message in a batch; null, the default, if it is accepted.</summary>
    public Func<SendMessageBatchRequestEntry, BatchResultErrorEntry?> Refusal { get; set; } = static _ => null;

    /// <summary>The messages sent to a queue, oldest first. A test can remove them. Individually sent messages have no ID.</summary>
    /// <param name="queue">The URL of the queue.</param>
    public ConcurrentQueue<SendMessageBatchRequestEntry> Sent(string queue) => _queues.GetOrAdd(queue, static _ => []);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        pipeline.AddHandler(new FakeCall(request => Failure(request), request => request switch
        {
            SendMessageRequest message => Send(message),
            SendMessageBatchRequest batch => Send(batch),
            _ => null,
        }));

    private SendMessageResponse Send(SendMessageRequest message)
    {
        Sent(message.QueueUrl).Enqueue(new("", message.MessageBody)
        {
            DelaySeconds = message.DelaySeconds,
            MessageAttributes = message.MessageAttributes,
            MessageGroupId = message.MessageGroupId,
            MessageDeduplicationId = message.MessageDeduplicationId,
        });
        return new() { MessageId = $"{Guid.NewGuid()}" };
    }

    private SendMessageBatchResponse Send(SendMessageBatchRequest batch)
    {
        Check(batch.Entries.Count > 0, "EmptyBatchRequest");
        Check(batch.Entries.Count <= LargestBatch, "TooManyEntriesInBatchRequest");
        Check(batch.Entries.DistinctBy(static entry => entry.Id).Count() == batch.Entries.Count, "BatchEntryIdsNotDistinct");
        var answer = new SendMessageBatchResponse { Successful = [], Failed = [] };
        foreach (var entry in batch.Entries)
        {
            if (Refusal(entry) is { } refusal)
            {
                refusal.Id = entry.Id;
                answer.Failed.Add(refusal);
            }
            else
            {
                Sent(batch.QueueUrl).Enqueue(entry);
                answer.Successful.Add(new() { Id = entry.Id, MessageId = $"{Guid.NewGuid()}" });
            }
        }

        return answer;
    }

    private static void Check(bool good, string code)
    {
        if (!good)
        {
            throw new AmazonSQSException(code, ErrorType.Sender, code, "request", HttpStatusCode.BadRequest);
        }
    }
}
