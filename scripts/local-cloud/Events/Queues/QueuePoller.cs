using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Brings the messages of a queue to a function, as a mapping asks for. One receive runs at a time: the emulator, a
/// single Python process, answers no faster for more of them; batches run side by side.
/// </summary>
internal sealed class QueuePoller
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly SqsQueue _queue;
    private readonly QueueAge _age;
    private readonly Invoke _invoke;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _shutdown;
    private readonly BatchLimit _limit;
    private readonly Queue<Message> _received = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<IReadOnlyList<Message>>? _receiving;
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
        Ended = RunAsync();
    }

    /// <summary>The end of polling; batches may still run.</summary>
    public Task Ended { get; }

    /// <summary>Takes the mapping's new values for what is received from now on.</summary>
    public void Update(EventSourceMapping mapping) => _mapping = mapping;

    /// <summary>
    /// Starts no more batches. A receive that still waits is not cancelled, because the emulator would not notice and hide
    /// messages from the next consumer; what it brings is given back.
    /// </summary>
    public void Stop() => _stopped.TrySetResult();

    private async Task RunAsync()
    {
        try
        {
            while (!_stopped.Task.IsCompleted)
            {
                var mapping = _mapping;
                await _limit.EnterAsync(mapping.MaximumConcurrency ?? BatchLimit.Most, _shutdown);
                var batch = await CollectAsync(mapping);
                _ = RunAsync(batch, mapping);
            }

            if (_receiving is not null)
            {
                await TakeAsync();
            }

            await _queue.ReleaseAsync(_received, _shutdown);
        }
        catch (OperationCanceledException)
        {
            // The cloud shuts down.
        }
    }

    private async Task<Batch> CollectAsync(EventSourceMapping mapping)
    {
        var batch = new Batch(mapping.BatchSize);
        Task? window = null;
        while (true)
        {
            while (_received.TryPeek(out var next))
            {
                if (!batch.TryAdd(next))
                {
                    await KeepOrderAsync(mapping);
                    return batch;
                }

                _received.Dequeue();
            }

            var full = batch.Room == 0 || (batch.Messages.Count > 0 && mapping.Window == TimeSpan.Zero);
            if (full || _stopped.Task.IsCompleted)
            {
                return batch;
            }

            _receiving ??= ReceiveAsync(Math.Min(SqsQueue.MostMessages, batch.Room));
            if (batch.Messages.Count > 0)
            {
                window ??= Task.Delay(mapping.Window, _clock, _shutdown);
            }

            var first = await Task.WhenAny([_receiving, _stopped.Task, .. window is null ? (Task[])[] : [window]]);
            _shutdown.ThrowIfCancellationRequested();
            if (first != _receiving)
            {
                return batch;
            }

            await TakeAsync();
        }
    }

    // The messages of a group that are left over must not overtake those in the batch, so the queue keeps the order.
    private async Task KeepOrderAsync(EventSourceMapping mapping)
    {
        if (mapping.IsFifo)
        {
            await _queue.ReleaseAsync(_received, _shutdown);
            _received.Clear();
        }
    }

    private async Task TakeAsync()
    {
        foreach (var message in await _receiving!)
        {
            _received.Enqueue(message);
        }

        _receiving = null;
    }

    private async Task<IReadOnlyList<Message>> ReceiveAsync(int most)
    {
        for (var wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                var received = await _queue.ReceiveAsync(most, _shutdown);
                if (received.Count == 0)
                {
                    _limit.Rest();
                }

                _age.Received(received);
                var filtered = received.ToLookup(message => _mapping.Filter.Matches(message.Record));
                await DeleteAsync(filtered[false]);
                return [.. filtered[true]];
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !_shutdown.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"The queue {_queue.Name} can't be read, and is tried again: {exception.Message}");
                if (_stopped.Task.IsCompleted)
                {
                    return [];
                }

                await Task.WhenAny(_stopped.Task, Task.Delay(wait, _clock, _shutdown));
                _shutdown.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task RunAsync(Batch batch, EventSourceMapping mapping)
    {
        try
        {
            if (batch.Messages.Count > 0 && await InvokeAsync(batch, mapping) is { } result)
            {
                await SettleAsync(batch.Messages, result, mapping);
            }
        }
        catch (OperationCanceledException)
        {
            // The cloud shuts down.
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
    // batch is tried again until its visibility timeout ends. The same goes for a function that is not there (yet).
    private async Task<InvocationResult?> InvokeAsync(Batch batch, EventSourceMapping mapping)
    {
        var received = _clock.GetTimestamp();
        var payload = batch.ToEvent();
        for (var wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                return await _invoke(mapping.FunctionArn, payload);
            }
            catch (Exception exception) when (!_shutdown.IsCancellationRequested)
            {
                if (exception is not ThrottledException)
                {
                    await Console.Error.WriteLineAsync($"A batch of {_queue.Name} could not be given to {mapping.FunctionArn}: {exception.Message}");
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

    // A batch that failed as a whole becomes visible when its visibility timeout ends.
    private async Task SettleAsync(IReadOnlyList<Message> messages, InvocationResult result, EventSourceMapping mapping)
    {
        if (!mapping.ReportsItemFailures)
        {
            if (result.Error is null)
            {
                await DeleteAsync(messages);
            }
            else
            {
                _limit.BackOff();
            }
        }
        else if (result.Error is null && BatchResponse.FailedIn(result.Payload, messages) is { } failed)
        {
            await DeleteAsync(messages.Where(message => !failed.Contains(message.Id)));
            await _queue.ReleaseAsync(messages.Where(message => failed.Contains(message.Id)), _shutdown);
        }
    }

    private async Task DeleteAsync(IEnumerable<Message> messages)
    {
        Message[] deleted = [.. messages];
        await _queue.DeleteAsync(deleted, _shutdown);
        _age.Deleted(deleted);
    }
}
