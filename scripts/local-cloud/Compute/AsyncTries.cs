namespace Quickchange.LocalCloud.Compute;

/// <summary>The tries of one asynchronous invocation, each with the function's current configuration.</summary>
internal sealed class AsyncTries(AsyncEvent accepted, ComputePlane compute, Functions functions, ComputeSettings settings)
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    private EventInvokeConfig _config = EventInvokeConfig.Default;
    private int _tries;
    private TimeSpan _throttleWait = settings.ThrottleRetry;

    /// <exception cref="FunctionNotFoundException">The function no longer exists.</exception>
    /// <exception cref="OperationCanceledException">The cloud is stopping.</exception>
    public async Task<AsyncOutcome> RunAsync(CancellationToken stopped)
    {
        while (true)
        {
            var (outcome, wait) = await TryAsync(stopped);
            stopped.ThrowIfCancellationRequested();
            if (wait is not { } pause)
            {
                return outcome;
            }

            if (DateTimeOffset.UtcNow + pause - accepted.Accepted > _config.MaximumEventAge)
            {
                return outcome with { Condition = "EventAgeExceeded" };
            }

            await Task.Delay(pause, stopped);
        }
    }

    // Without a wait time, the outcome is final.
    private async Task<(AsyncOutcome Outcome, TimeSpan? Wait)> TryAsync(CancellationToken stopped)
    {
        try
        {
            _config = await functions.EventInvokeConfigAsync(accepted.Function);
            if ((await functions.ResolveAsync(accepted.Function)).ReservedConcurrency == 0)
            {
                return (NotRun("ZeroReservedConcurrency", 429, "The function was not run because its reserved concurrency is 0."), null);
            }

            var (name, qualifier) = accepted.Function;
            var (function, result) = await compute.InvokeAsync(
                name, qualifier, accepted.Payload, traceId: accepted.TraceId, requestId: accepted.RequestId);
            _tries++;
            var isLast = result.Error is null || _tries > _config.MaximumRetryAttempts;
            return (AsyncOutcome.Answered(accepted, _tries, function.Version, result), isLast ? null : settings.ErrorRetry * _tries);
        }
        catch (ThrottledException throttled)
        {
            return (NotRun("EventAgeExceeded", 429, throttled.Message), NextThrottleWait());
        }
        catch (Exception exception) when (exception is not FunctionNotFoundException && !stopped.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"An event for {accepted.Function.Name} is retried: {exception.Message}");
            return (NotRun("EventAgeExceeded", 500, exception.Message), NextThrottleWait());
        }
    }

    private AsyncOutcome NotRun(string condition, int status, string reason) =>
        AsyncOutcome.NotRun(accepted, _tries, condition, status, reason);

    private TimeSpan NextThrottleWait()
    {
        var wait = _throttleWait;
        _throttleWait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry;
        return wait;
    }
}
