namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Collects messages into batches. One receive runs at a time: the emulator, a single Python process, answers no faster
/// for more of them.
/// </summary>
/// <param name="queue">Where the messages are.</param>
/// <param name="age">Hears of them.</param>
/// <param name="limit">Hears that the queue is empty.</param>
/// <param name="clock">Measures the window.</param>
/// <param name="mapping">The mapping as it is now.</param>
/// <param name="stopped">Ends when no more batches are wanted.</param>
/// <param name="shutdown">Ends everything at once.</param>
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

    /// <summary>Waits for messages, and then until the batch is full or its window is over.</summary>
    /// <returns>No messages if none came before the end.</returns>
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
                        // What is left over of a group must not overtake the batch, so the queue keeps the order.
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

            // From the first message on, whatever the next receive takes to begin.
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
    /// Gives back what is in no batch. A receive that still waits is not cancelled, because the emulator would not notice,
    /// and would hide the messages that come from the next consumer.
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
                await Console.Error.WriteLineAsync($"The queue {queue.Name} can't be read, and is tried again: {exception.Message}");
                await Task.WhenAny(stopped, Task.Delay(wait, clock, shutdown));
                shutdown.ThrowIfCancellationRequested();
            }
        }

        return [];
    }

    // What the function does not want is deleted.
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
