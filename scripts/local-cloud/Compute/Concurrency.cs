namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Counts running invocations. A function with reserved concurrency can use exactly that much; all others share the rest of the
/// account's concurrency
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">reserved concurrency</see>).
/// A reservation takes effect with the first invocation of its function.
/// </summary>
internal sealed class Concurrency(int account)
{
    // For the functions without a reservation.
    private const string Sharing = "";

    private readonly Lock _changing = new();
    private readonly Dictionary<string, int> _reserved = [];
    private readonly Dictionary<string, int> _running = [];

    /// <summary>Begins an invocation; disposing the result ends it.</summary>
    /// <exception cref="ThrottledException">The limit has been reached.</exception>
    public IDisposable Enter(FunctionVersion function)
    {
        lock (_changing)
        {
            var (who, limit, reason) = LimitOf(function);
            var running = _running.GetValueOrDefault(who);
            _running[who] = running < limit ? running + 1 : throw new ThrottledException(reason);
            return new Running(this, who);
        }
    }

    private (string Who, int Limit, string Reason) LimitOf(FunctionVersion function)
    {
        if (function.ReservedConcurrency is { } reserved)
        {
            _reserved[function.Arn] = reserved;
            return (function.Arn, reserved, "ReservedFunctionConcurrentInvocationLimitExceeded");
        }

        _reserved.Remove(function.Arn);
        return (Sharing, account - _reserved.Values.Sum(), "ConcurrentInvocationLimitExceeded");
    }

    private sealed class Running(Concurrency all, string who) : IDisposable
    {
        public void Dispose()
        {
            lock (all._changing)
            {
                all._running[who]--;
            }
        }
    }
}
