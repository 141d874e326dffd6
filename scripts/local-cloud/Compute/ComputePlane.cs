using Quickchange.LocalCloud.Compute.Own;

namespace Quickchange.LocalCloud.Compute;

/// <summary>Runs functions: finds the version, enforces the concurrency limits, and chooses an environment.</summary>
internal sealed class ComputePlane : IAsyncDisposable
{
    private readonly Functions _functions;
    private readonly OwnFunctions _own;
    private readonly EnvironmentFactory _factory;
    private readonly TimeSpan _idleLimit;
    private readonly Concurrency _concurrency;
    private readonly Lock _changing = new();
    private readonly Dictionary<string, EnvironmentPool> _pools = [];
    private readonly List<EnvironmentPool> _retired = [];
    private readonly Timer _reaping;
    private bool _stopped;

    public ComputePlane(Functions functions, OwnFunctions own, EnvironmentFactory factory, ComputeSettings settings)
    {
        _functions = functions;
        _own = own;
        _factory = factory;
        _idleLimit = settings.IdleLimit;
        _concurrency = new(settings.AccountConcurrency);
        _reaping = new(_ => Reap(), null, _idleLimit / 10, _idleLimit / 10);
    }

    /// <summary>Runs an invocation and waits for its result.</summary>
    /// <param name="name">The function's name or ARN.</param>
    /// <param name="qualifier">A separate qualifier; null for none.</param>
    /// <param name="payload">The event: JSON.</param>
    /// <param name="clientContext">The caller's client context: JSON; null for none.</param>
    /// <param name="traceId">The caller's tracing header; null for none.</param>
    /// <param name="requestId">The request ID; null for a new one.</param>
    /// <param name="limit">How long the caller waits, if it is not for a process that the user runs; null for no limit.</param>
    /// <param name="meanwhile">What runs as long as the invocation waits for such a process or is with it; canceled then.</param>
    /// <exception cref="FunctionNotFoundException">The function or the qualifier doesn't exist.</exception>
    /// <exception cref="QualifierMismatchException">The name contains a different qualifier.</exception>
    /// <exception cref="ThrottledException">Too many invocations are running.</exception>
    /// <exception cref="TimeoutException">The caller's limit is over. As on AWS, the function continues.</exception>
    /// <exception cref="OperationCanceledException">The cloud is stopping.</exception>
    public async Task<(FunctionVersion Function, InvocationResult Result)> InvokeAsync(
        string name,
        string? qualifier,
        byte[] payload,
        string? clientContext = null,
        string? traceId = null,
        string? requestId = null,
        TimeSpan? limit = null,
        Func<CancellationToken, Task>? meanwhile = null)
    {
        var named = FunctionName.Parse(name, qualifier);
        var function = await _functions.ResolveAsync(named);
        var arn = named.Qualifier is null ? function.Arn : $"{function.Arn}:{named.Qualifier}";
        var invocation = new Invocation(requestId ?? Invocation.NewRequestId(), payload, arn, Invocation.IsTraceId(traceId) ? traceId : Invocation.NewTraceId())
        {
            ClientContext = clientContext,
        };
        var running = RunAsync(function, invocation, _own.TimeOut ? null : meanwhile);
        if (limit is { } most)
        {
            if (!_own.TimeOut)
            {
                await Task.WhenAny(running, invocation.Deployed.Task);
            }

            await running.WaitAsync(most);
        }

        return (function, await running);
    }

    /// <exception cref="FunctionNotFoundException">The function or the qualifier doesn't exist.</exception>
    /// <exception cref="QualifierMismatchException">The name contains a different qualifier.</exception>
    public Task<FunctionVersion> FindAsync(string name, string? qualifier) =>
        _functions.ResolveAsync(FunctionName.Parse(name, qualifier));

    /// <summary>Ends all environments, together with running invocations, and waits until their processes have ended.</summary>
    public async Task ResetAsync()
    {
        EnvironmentPool[] ending;
        lock (_changing)
        {
            ending = [.. _pools.Values, .. _retired];
            _pools.Clear();
            _retired.Clear();
        }

        await Task.WhenAll(ending.Select(pool => pool.KillAsync()));
    }

    /// <summary>Stops new invocations, ends running ones, and waits until all processes have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        EnvironmentPool[] ending;
        lock (_changing)
        {
            _stopped = true;
            ending = [.. _pools.Values, .. _retired];
        }

        _own.End();
        await _reaping.DisposeAsync();
        await Task.WhenAll(ending.Select(pool => pool.KillAsync()));
    }

    private async Task<InvocationResult> RunAsync(FunctionVersion function, Invocation invocation, Func<CancellationToken, Task>? meanwhile)
    {
        // The processes of the user limit the concurrency themselves: what they don't take at once waits.
        if (await _own.Of(function).TryInvokeAsync(function, invocation, meanwhile) is { } result)
        {
            return result;
        }

        using (_concurrency.Enter(function))
        {
            return await StartAsync(function, invocation);
        }
    }

    // The invocation gets its place in the pool under the lock, so that a pool that is about to be used isn't removed or
    // missed at the end.
    private Task<InvocationResult> StartAsync(FunctionVersion function, Invocation invocation)
    {
        invocation.Deployed.SetResult();
        lock (_changing)
        {
            return _stopped ? throw new OperationCanceledException("The local cloud is stopping.") : PoolOf(function).InvokeAsync(invocation);
        }
    }

    private EnvironmentPool PoolOf(FunctionVersion function)
    {
        var key = $"{function.Arn}:{function.Version}";
        if (_pools.TryGetValue(key, out var pool) && pool.Function.Fingerprint == function.Fingerprint)
        {
            return pool;
        }

        if (pool is not null)
        {
            // The function has changed: its environments end when they become idle.
            _retired.Add(pool);
            _ = pool.RetireAsync();
        }

        return _pools[key] = new(function, _factory);
    }

    private void Reap()
    {
        lock (_changing)
        {
            foreach (var pool in _pools.Values)
            {
                _ = pool.ReapAsync(DateTimeOffset.UtcNow - _idleLimit);
            }

            _retired.RemoveAll(pool => pool.IsEmpty);
        }
    }
}
