namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Collects messages into batches, with one receive call at a time: the emulator, a single Python process, wouldn't respond
/// faster to more.
/// </summary>
/// <param name="queue">The queue with the messages.</param>
/// <param name="age">Tracks the age of messages.</param>
/// <param name="limit">Is notified when the queue is empty.</param>
/// <param name="clock">Measures the batching window.</param>
/// <param name="mapping">Returns the current mapping.</param>
/// <param name="stopped">Canceled when no more batches are needed.</param>
/// <param name="shutdown">Cancels everything immediately.</param>
internal sealed class BatchCollector(
    SqsQueue queue,
    QueueAge age,
    BatchLimit limit,
    TimeProvider clock,
    Func<EventSourceMapping> mapping,
    Task stopped,
    CancellationToken shutdown)
{
    private readonly Queue<Message> _received = new();
    private Task<IReadOnlyList<Message>>? _receiving;

    /// <summary>Waits for messages, and then until the batch is full or its window ends.</summary>
    /// <returns>An empty batch if no messages arrived before the end.</returns>
    public async Task<Batch> CollectAsync(EventSourceMapping current)
    {
        var batch = new Batch(current.BatchSize);
        Task? window = null;
        while (true)
        {
            while (_received.TryPeek(out var next))
            {
                if (!batch.TryAdd(next))
                {
                    if (current.IsFifo)
                    {
                        // The remaining messages of a group must not overtake the batch, so the queue keeps the order.
                        await ReleaseAsync();
                    }

                    return batch;
                }

                _received.Dequeue();
            }

            var complete = batch.Room == 0 || (batch.Messages.Count > 0 && current.Window == TimeSpan.Zero);
            if (complete || stopped.IsCompleted)
            {
                return batch;
            }

            // The window starts with the first message, however long the next receive takes to begin.
            if (batch.Messages.Count > 0)
            {
                window ??= Task.Delay(current.Window, clock, shutdown);
            }

            _receiving ??= ReceiveAsync(Math.Min(SqsQueue.MostMessages, batch.Room));
            var first = await Task.WhenAny([_receiving, stopped, .. window is null ? (Task[])[] : [window]]);
            shutdown.ThrowIfCancellationRequested();
            if (first != _receiving)
            {
                return batch;
            }

            await TakeAsync();
        }
    }

    /// <summary>
    /// Returns messages that are in no batch to the queue. A waiting receive isn't canceled, because the emulator wouldn't notice
    /// and would hide new messages from the next consumer.
    /// </summary>
    public async Task GiveBackAsync()
    {
        if (_receiving is not null)
        {
            await TakeAsync();
        }

        await ReleaseAsync();
    }

    private async Task ReleaseAsync()
    {
        await queue.ReleaseAsync(_received, shutdown);
        _received.Clear();
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
        for (var wait = RetryWait.First; !stopped.IsCompleted; wait = RetryWait.After(wait))
        {
            try
            {
                return await FilterAsync(await queue.ReceiveAsync(most, shutdown));
            }
            catch (Exception exception) when (!shutdown.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"The queue {queue.Name} can't be read; retrying: {exception.Message}");
                await Task.WhenAny(stopped, Task.Delay(wait, clock, shutdown));
                shutdown.ThrowIfCancellationRequested();
            }
        }

        return [];
    }

    // Messages that don't match the filter are deleted.
    private async Task<IReadOnlyList<Message>> FilterAsync(IReadOnlyList<Message> received)
    {
        if (received.Count == 0)
        {
            limit.Rest();
        }

        age.Received(received);
        var filter = mapping().Filter;
        var wanted = received.ToLookup(message => filter.Matches(message.Record));
        await queue.DeleteAsync(wanted[false], shutdown);
        age.Deleted(wanted[false]);
        return [.. wanted[true]];
    }
}
