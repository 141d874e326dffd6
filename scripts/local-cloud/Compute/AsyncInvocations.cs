namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Invocations whose caller does not wait
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">error handling of
/// asynchronous invocations</see>): after an error of the function it is tried twice more, after one and after two
/// minutes; while it is throttled, or the cloud itself fails, again and again until the event is six hours old.
/// </summary>
internal sealed class AsyncInvocations(ComputePlane compute, ComputeSettings settings) : IDisposable
{
    private const int MostErrors = 3;

    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MaximumAge = TimeSpan.FromHours(6);

    private readonly CancellationTokenSource _stopped = new();

    /// <returns>The request id of all tries.</returns>
    public string Start(string name, string? qualifier, byte[] payload, string? traceId)
    {
        var requestId = Invocation.NewRequestId();
        _ = RunAsync(name, () => compute.InvokeAsync(name, qualifier, payload, traceId: traceId, requestId: requestId));
        return requestId;
    }

    public void Dispose()
    {
        _stopped.Cancel();
        _stopped.Dispose();
    }

    private async Task RunAsync(string name, Func<Task<(FunctionVersion Function, InvocationResult Result)>> invoke)
    {
        var stopped = _stopped.Token;
        var accepted = DateTimeOffset.UtcNow;
        var throttled = settings.ThrottleRetry;
        for (var errors = 0; !stopped.IsCancellationRequested;)
        {
            TimeSpan wait;
            try
            {
                if ((await invoke()).Result.Error is null || ++errors == MostErrors)
                {
                    return;
                }

                wait = settings.ErrorRetry * errors;
            }
            catch (FunctionNotFoundException gone)
            {
                await Console.Error.WriteLineAsync($"An event for {name} was lost: {gone.Message}");
                return;
            }
            catch (Exception exception)
            {
                if (exception is not ThrottledException)
                {
                    await Console.Error.WriteLineAsync($"An event for {name} is tried again: {exception.Message}");
                }

                wait = throttled;
                throttled = throttled * 2 < LongestRetry ? throttled * 2 : LongestRetry;
            }

            if (DateTimeOffset.UtcNow + wait - accepted > MaximumAge)
            {
                await Console.Error.WriteLineAsync($"An event for {name} was lost: it is older than {MaximumAge.TotalHours} hours.");
                return;
            }

            await Task.Delay(wait, stopped).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
