using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Quickchange.Pipeline;

namespace Quickchange.Upload;

/// <summary>
/// Sends a file's rows in batches, several of them concurrently. Ten rows are less than the limit of 1 MiB for a
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">batch</see>
/// because a record in a file has at most 64 KB.
/// </summary>
/// <param name="sqs">The client.</param>
/// <param name="queue">The queue's URL.</param>
/// <param name="file">The file's key.</param>
internal sealed class RequestSender(IAmazonSQS sqs, string queue, string file)
{
    private const int LargestBatch = 10;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    private readonly bool _ordered = queue.EndsWith(".fifo", StringComparison.Ordinal);

    // A key can be longer than a group ID, and can contain other characters.
    private readonly string _group = Hash(file);

    private readonly HashSet<Task> _flights = [];
    private List<SendMessageBatchRequestEntry> _batch = [];

    // A FIFO queue would lose its order if batches overtook each other, or if SQS rejected a row and accepted the next one.
    private int MostFlights => _ordered ? 1 : 8;

    private int FullBatch => _ordered ? 1 : LargestBatch;

    /// <summary>Queues a row for sending; waits while too many rows are in flight.</summary>
    /// <exception cref="AmazonSQSException">SQS permanently rejected an earlier row, or could not be reached.</exception>
    public async ValueTask SendAsync(QueuedRequest request, CancellationToken cancellation)
    {
        _batch.Add(Entry(request.ToString()));
        if (_batch.Count == FullBatch)
        {
            await StartAsync(cancellation);
        }
    }

    /// <summary>Waits until SQS has accepted all rows.</summary>
    /// <exception cref="AmazonSQSException">SQS permanently rejected a row, or could not be reached.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_batch.Count > 0)
        {
            await StartAsync(cancellation);
        }

        await Task.WhenAll(_flights);
        _flights.Clear();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        while (_flights.Count >= MostFlights)
        {
            var landed = await Task.WhenAny(_flights);
            _flights.Remove(landed);
            await landed;
        }

        _flights.Add(SendAllAsync(_batch, cancellation));
        _batch = new(FullBatch);
    }

    // Rows that SQS could not accept are sent again with full jitter, until it accepts them or the time is up.
    private async Task SendAllAsync(List<SendMessageBatchRequestEntry> entries, CancellationToken cancellation)
    {
        for (var delay = FirstDelay; ; delay = delay < LongestDelay / 2 ? delay * 2 : LongestDelay)
        {
            entries = await SendOnceAsync(entries, cancellation);
            if (entries.Count == 0)
            {
                return;
            }

#pragma warning disable CA5394 // Jitter is not a secret.
            await Task.Delay(delay * Random.Shared.NextDouble(), cancellation);
#pragma warning restore CA5394
        }
    }

    /// <returns>The entries that SQS could not accept.</returns>
    private async Task<List<SendMessageBatchRequestEntry>> SendOnceAsync(
        List<SendMessageBatchRequestEntry> entries, CancellationToken cancellation)
    {
        SendMessageBatchResponse answer;
        try
        {
            answer = await sqs.SendMessageBatchAsync(queue, entries, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && MayPass(exception))
        {
            return entries;
        }

        if (answer.Failed?.Find(static entry => entry.SenderFault == true) is { } fault)
        {
            throw new AmazonSQSException($"SQS permanently rejects a row: {fault.Code}: {fault.Message}");
        }

        return [.. entries.Where(entry => answer.Failed?.Exists(each => each.Id == entry.Id) == true)];
    }

    // The client's own retries take seconds, but an outage can take longer. HttpClient reports its own timeout as a cancellation.
    private static bool MayPass(Exception exception) => exception
        is AmazonServiceException { ErrorCode: "RequestThrottled" or "ThrottlingException" or "Throttling" }
        or AmazonServiceException { StatusCode: 0 or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError }
        or HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    private SendMessageBatchRequestEntry Entry(string body)
    {
        var entry = new SendMessageBatchRequestEntry($"{_batch.Count}", body);
        if (_ordered)
        {
            entry.MessageGroupId = _group;
            entry.MessageDeduplicationId = Hash(body);
        }

        return entry;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
