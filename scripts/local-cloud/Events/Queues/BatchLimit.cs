namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// The number of concurrent batches of a mapping
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">scaling</see>): five at first and,
/// while there are messages, up to 300 more per minute. After an error in the function, or while it is throttled, half as many;
/// AWS doesn't document how far Lambda scales down.
/// </summary>
internal sealed class BatchLimit(TimeProvider clock)
{
    /// <summary>The default limit of concurrent batches.</summary>
    public const int Most = 1250;

    private const int Least = 1;
    private const int Start = 5;
    private const double GrowthPerSecond = 300 / 60.0;

    private readonly Lock _lock = new();
    private double _limit = Start;
    private long _since = clock.GetTimestamp();
    private int _running;
    private TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until another batch may run.</summary>
    public async Task EnterAsync(int most, CancellationToken cancelled)
    {
        while (true)
        {
            Task left;
            lock (_lock)
            {
                Grow(most);
                if (_running < (int)_limit)
                {
                    _running++;
                    return;
                }

                left = _left.Task;
            }

            // Waits until a batch ends, or the limit has grown by one.
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
            await Task.WhenAny(left, Task.Delay(TimeSpan.FromSeconds(1 / GrowthPerSecond), clock, waiting.Token));
            await waiting.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _running--;
            _left.SetResult();
            _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Resets the limit because the queue is empty.</summary>
    public void Rest() => Set(_ => Start);

    public void BackOff() => Set(limit => Math.Max(Least, limit / 2));

    private void Set(Func<double, double> change)
    {
        lock (_lock)
        {
            _limit = change(_limit);
            _since = clock.GetTimestamp();
        }
    }

    private void Grow(int most)
    {
        var now = clock.GetTimestamp();
        _limit = Math.Min(most, _limit + (GrowthPerSecond * clock.GetElapsedTime(_since, now).TotalSeconds));
        _since = now;
    }
}
