using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Quickchange.Upload.Tests;

/// <summary>Keeps what is sent; refuses an entry, and fails whole calls, as often as it is told to.</summary>
internal sealed class FakeSqs() : AmazonSQSClient(new AnonymousAWSCredentials(), new AmazonSQSConfig { ServiceURL = "http://127.0.0.1:1" })
{
    private readonly ConcurrentDictionary<string, int> _tries = [];

    public ConcurrentQueue<SendMessageBatchRequestEntry> Sent { get; } = [];

    public Queue<string> Continuations { get; } = [];

    public int Refusals { get; init; }

    public bool SenderFault { get; init; }

    /// <summary>What the first calls fail with.</summary>
    public Queue<Exception> Outages { get; init; } = [];

    public override Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default)
    {
        Continuations.Enqueue(request.MessageBody);
        return Task.FromResult(new SendMessageResponse());
    }

    public override Task<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Outages.TryDequeue(out var outage))
        {
            throw outage;
        }

        Assert.That(request.Entries, Has.Count.InRange(1, 10));
        Assert.That(request.Entries.Select(static entry => entry.Id), Is.Unique);
        var answer = new SendMessageBatchResponse { Failed = [] };
        // Of each batch one entry is refused, in the middle.
        var middle = request.Entries[request.Entries.Count / 2];
        var refused = _tries.AddOrUpdate(middle.MessageBody, 1, static (_, tries) => tries + 1) <= Refusals;
        foreach (var entry in request.Entries)
        {
            if (refused && entry == middle)
            {
                answer.Failed.Add(new() { Id = entry.Id, Code = "Refused", Message = "not now", SenderFault = SenderFault });
            }
            else
            {
                Sent.Enqueue(entry);
            }
        }

        return Task.FromResult(answer);
    }
}
