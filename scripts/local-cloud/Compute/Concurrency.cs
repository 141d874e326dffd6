namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Counts the invocations that run. A function with reserved concurrency has that much and no more; all others share
/// what the account has left
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">reserved concurrency</see>).
/// A reservation counts from the first invocation of its function on.
/// </summary>
internal sealed class Concurrency(int account)
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, int> _reserved = [];
    private readonly Dictionary<string, int> _running = [];
    private int _sharing;

    /// <summary>Begins an invocation; disposing of what is returned ends it.</summary>
    /// <exception cref="ThrottledException">As many run as may.</exception>
    public IDisposable Enter(FunctionVersion function)
    {
        lock (_changing)
        {
            return function.ReservedConcurrency is { } limit ? EnterReserved(function.Arn, limit) : EnterShared(function.Arn);
        }
    }

    private Running EnterReserved(string arn, int limit)
    {
        _reserved[arn] = limit;
        var running = _running.GetValueOrDefault(arn);
        if (running >= limit)
        {
            throw new ThrottledException("ReservedFunctionConcurrentInvocationLimitExceeded");
        }

        _running[arn] = running + 1;
        return new(() => Leave(() => _running[arn]--));
    }

    private Running EnterShared(string arn)
    {
        _reserved.Remove(arn);
        if (_sharing >= account - _reserved.Values.Sum())
        {
            throw new ThrottledException("ConcurrentInvocationLimitExceeded");
        }

        _sharing++;
        return new(() => Leave(() => _sharing--));
    }

    private void Leave(Action count)
    {
        lock (_changing)
        {
            count();
        }
    }

    private sealed class Running(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
