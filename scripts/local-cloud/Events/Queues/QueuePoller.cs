using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>Delivers the messages in a queue to a function according to a mapping; batches run concurrently.</summary>
internal sealed class QueuePoller
{
    private readonly SqsQueue _queue;
    private readonly QueueAge _age;
    private readonly Invoke _invoke;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _shutdown;
    private readonly BatchLimit _limit;
    private readonly BatchCollector _collector;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile EventSourceMapping _mapping;

    public QueuePoller(
        SqsQueue queue, QueueAge age, EventSourceMapping mapping, Invoke invoke, TimeProvider clock, CancellationToken shutdown)
    {
        _queue = queue;
        _age = age;
        _mapping = mapping;
        _invoke = invoke;
        _clock = clock;
        _shutdown = shutdown;
        _limit = new(clock);
        _collector = new(queue, age, _limit, clock, () => _mapping, _stopped.Task, shutdown);
        Ended = PollAsync();
    }

    /// <summary>Completes when polling ends; batches may still be running.</summary>
    public Task Ended { get; }

    /// <summary>Uses the mapping's new values for messages that are received from now on.</summary>
    public void Update(EventSourceMapping mapping) => _mapping = mapping;

    /// <summary>Starts no more batches.</summary>
    public void Stop() => _stopped.TrySetResult();

    private async Task PollAsync()
    {
        try
        {
            while (!_stopped.Task.IsCompleted)
            {
                var mapping = _mapping;
                await _limit.EnterAsync(mapping.MaximumConcurrency ?? BatchLimit.Most, _shutdown);
                _ = RunAsync(await _collector.CollectAsync(mapping), mapping);
            }

            await _collector.GiveBackAsync();
        }
        catch (OperationCanceledException)
        {
            // The cloud is shutting down.
        }
    }

    private async Task RunAsync(Batch batch, EventSourceMapping mapping)
    {
        try
        {
            var invisibility = new Invisibility(_queue, batch.Messages, _clock, _shutdown);
            if (batch.Messages.Count > 0 && await InvokeAsync(batch, mapping, invisibility) is { } result)
            {
                await SettleAsync(batch.Messages, result, mapping, invisibility);
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud is shutting down.
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"A batch of {_queue.Name} will be delivered again: {exception}");
        }
        finally
        {
            _limit.Leave();
        }
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html: while the function is throttled, the
    // batch is retried until its visibility timeout ends. The same applies to a function that doesn't exist (yet).
    private async Task<InvocationResult?> InvokeAsync(Batch batch, EventSourceMapping mapping, Invisibility invisibility)
    {
        var received = _clock.GetTimestamp();
        var payload = batch.ToEvent();
        for (var wait = RetryWait.First; ; wait = RetryWait.After(wait))
        {
            try
            {
                return await _invoke(mapping.FunctionArn, payload, invisibility.KeepAsync);
            }
            catch (Exception exception) when (!_shutdown.IsCancellationRequested)
            {
                if (exception is not ThrottledException)
                {
                    await Console.Error.WriteLineAsync($"A batch of {_queue.Name} could not be delivered to {mapping.FunctionArn}: {exception.Message}");
                }
            }

            _limit.BackOff();
            if (_clock.GetElapsedTime(received) + wait >= await _queue.VisibilityTimeoutAsync(_shutdown))
            {
                return null;
            }

            await Task.Delay(wait, _clock, _shutdown);
        }
    }

    // A batch that failed completely becomes visible when its visibility timeout ends. A function that reports failures is
    // not throttled because of them: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    private async Task SettleAsync(IReadOnlyList<Message> messages, InvocationResult result, EventSourceMapping mapping, Invisibility invisibility)
    {
        if (result.Error is not null)
        {
            await invisibility.RestoreAsync();
            if (!mapping.ReportsItemFailures)
            {
                _limit.BackOff();
            }
        }
        else if (!mapping.ReportsItemFailures)
        {
            await DeleteAsync(messages);
        }
        else if (BatchResponse.FailedIn(result.Payload, messages) is { } failed)
        {
            await DeleteAsync([.. messages.Where(message => !failed.Contains(message.Id))]);
            // Immediately, so that a retry on this machine doesn't take minutes. AWS documents that they become visible, but not when;
            // users observe that their visibility timeout has to end first (aws/aws-dotnet-messaging#150).
            await _queue.ReleaseAsync(messages.Where(message => failed.Contains(message.Id)), _shutdown);
        }
        else
        {
            await invisibility.RestoreAsync();
        }
    }

    private async Task DeleteAsync(IReadOnlyList<Message> messages)
    {
        await _queue.DeleteAsync(messages, _shutdown);
        _age.Deleted(messages);
    }
}
