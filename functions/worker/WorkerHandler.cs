using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Quickchange.Pipeline;

namespace Quickchange.Worker;

/// <summary>
/// Processes the messages in the queue change-requests: writes each result once, however often its message arrives. Failed
/// messages are reported individually, so that the others in their batch are completed
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch response</see>).
/// </summary>
public sealed class WorkerHandler(CoinChangeMaker maker, ResultTable results, EmbeddedMetrics metrics, TimeProvider time)
{
    // Enough time to report failures.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        using var timeout = new CancellationTokenSource(TimeLeft(context));
        var tally = new Tally();

        // Messages in a group are processed in order, groups in parallel; without groups, each message is its own group.
        var failed = await Task.WhenAll(batch.Records
            .GroupBy(static message => GroupOf(message) ?? message.MessageId)
            .Select(group => AnswerAsync([.. group], tally, context.Logger, timeout.Token)));

        var failures = failed.SelectMany(static ids => ids)
            .Select(static id => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = id })
            .ToList();
        metrics.Write(
            context.AwsRequestId,
            ("RowsAnswered", tally.Written),
            ("RowsDuplicate", tally.Duplicates),
            ("RowsConflicting", tally.Conflicts),
            ("MessagesFailed", failures.Count));
        context.Logger.LogInformation(
            "{messages} messages: {answered} answered, {duplicates} duplicates, {conflicts} conflicts, {failed} failed",
            batch.Records.Count, tally.Written, tally.Duplicates, tally.Conflicts, failures.Count);
        return new() { BatchItemFailures = failures };
    }

    private static string? GroupOf(SQSEvent.SQSMessage message) =>
        message.Attributes is { } attributes && attributes.TryGetValue("MessageGroupId", out var group) ? group : null;

    private static TimeSpan TimeLeft(ILambdaContext context)
    {
        var left = context.RemainingTime - Reserve;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <returns>The IDs of the failed messages: the first one that fails, and the rest of its group.</returns>
    private async Task<IEnumerable<string>> AnswerAsync(
        SQSEvent.SQSMessage[] group, Tally tally, ILambdaLogger log, CancellationToken timeout)
    {
        for (var i = 0; i < group.Length; i++)
        {
            if (!await TryAnswerAsync(group[i], tally, log, timeout))
            {
                return group[i..].Select(static message => message.MessageId);
            }
        }

        return [];
    }

    private async Task<bool> TryAnswerAsync(SQSEvent.SQSMessage message, Tally tally, ILambdaLogger log, CancellationToken timeout)
    {
        try
        {
            var request = QueuedRequest.Parse(message.Body);
            if (!maker.TryMake(request.Amount, request.Currency, out var change, out var reason))
            {
                log.LogError("Message {messageId} can't be answered: {reason}", message.MessageId, reason);
                return false;
            }

            request = request with { Amount = change.Amount };
            switch (await results.PutAsync(new(request, change.Coins, time.GetUtcNow()), timeout))
            {
                case PutOutcome.Written:
                    tally.CountWritten();
                    break;
                case PutOutcome.Duplicate:
                    tally.CountDuplicate();
                    log.LogDebug("Message {messageId}: {id} has already been answered", message.MessageId, request.Id);
                    break;
                default:
                    tally.CountConflict();
                    log.LogWarning(
                        "Message {messageId}: {id} of {file}, line {line}, asks for {amount} {currency}, but was already answered for a different amount or currency",
                        message.MessageId, request.Id, request.File, request.Line, request.Amount, request.Currency);
                    break;
            }

            return true;
        }
        catch (JsonException exception)
        {
            log.LogError("Message {messageId} is not a change request: {reason}", message.MessageId, exception.Message);
            return false;
        }
        catch (Exception exception)
        {
            log.LogError(exception, "Message {messageId} failed and will be retried", message.MessageId);
            return false;
        }
    }
}
