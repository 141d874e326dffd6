namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Keeps the messages of a batch invisible while a process that the user runs works on them, which can take as long as a debugger
/// stops it; at most 12 hours, the limit of SQS
/// (<see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">visibility
/// timeout</see>).
/// </summary>
/// <param name="queue">The queue with the messages.</param>
/// <param name="messages">The messages, which were just received.</param>
/// <param name="clock">Measures the time since then.</param>
/// <param name="shutdown">Cancels everything immediately.</param>
internal sealed class Invisibility(SqsQueue queue, IReadOnlyList<Message> messages, TimeProvider clock, CancellationToken shutdown)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);

    private readonly long _received = clock.GetTimestamp();
    private TimeSpan? _timeout;

    /// <summary>Prolongs the visibility timeout again and again.</summary>
    /// <param name="over">Canceled when the process has ended its work. The last call is still awaited.</param>
    public async Task KeepAsync(CancellationToken over)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over, shutdown);
        try
        {
            while (true)
            {
                var pause = RetryWait.First;
                try
                {
                    _timeout ??= await queue.VisibilityTimeoutAsync(shutdown);
                    await queue.HideAsync(messages, _timeout.Value, shutdown);
                    pause = _timeout.Value / 2 > Shortest ? _timeout.Value / 2 : Shortest;
                }
                catch (Exception exception) when (!shutdown.IsCancellationRequested)
                {
                    await Console.Error.WriteLineAsync($"The queue {queue.Name} can't be read; retrying: {exception.Message}");
                }

                await Task.Delay(pause, clock, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    /// <summary>Makes the messages visible when they would be without the work, after it failed.</summary>
    public Task RestoreAsync()
    {
        if (_timeout is not { } timeout)
        {
            return Task.CompletedTask;
        }

        var left = timeout - clock.GetElapsedTime(_received);
        return queue.HideAsync(messages, left > TimeSpan.Zero ? left : TimeSpan.Zero, shutdown);
    }
}
