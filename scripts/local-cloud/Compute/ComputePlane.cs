using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Compute;

/// <summary>Runs functions: finds the version, keeps to the limits of concurrency, picks an environment.</summary>
internal sealed class ComputePlane : IAsyncDisposable
{
    private readonly Functions _functions;
    private readonly EnvironmentFactory _factory;
    private readonly TimeSpan _idleLimit;
    private readonly Concurrency _concurrency;
    private readonly ConcurrentDictionary<string, EnvironmentPool> _pools = new();
    private readonly ConcurrentDictionary<EnvironmentPool, bool> _retired = new();
    private readonly Timer _reaping;

    public ComputePlane(Functions functions, EnvironmentFactory factory, ComputeSettings settings)
    {
        _functions = functions;
        _factory = factory;
        _idleLimit = settings.IdleLimit;
        _concurrency = new(settings.AccountConcurrency);
        _reaping = new(_ => Reap(), null, _idleLimit / 10, _idleLimit / 10);
    }

    /// <summary>Runs an invocation to its end.</summary>
    /// <exception cref="FunctionNotFoundException">There is no such function or qualifier.</exception>
    /// <exception cref="QualifierMismatchException">The name and the qualifier disagree.</exception>
    /// <exception cref="ThrottledException">Too many invocations run.</exception>
    public async Task<(FunctionVersion Function, InvocationResult Result)> InvokeAsync(
        string name, string? qualifier, byte[] payload, string? clientContext = null, string? traceId = null, string? requestId = null)
    {
        var named = FunctionName.Parse(name, qualifier);
        var function = await _functions.ResolveAsync(named);
        var arn = named.Qualifier is null ? function.Arn : $"{function.Arn}:{named.Qualifier}";
        var invocation = new Invocation(requestId ?? Invocation.NewRequestId(), payload, arn, traceId ?? Invocation.NewTraceId())
        {
            ClientContext = clientContext,
        };
        using (_concurrency.Enter(function))
        {
            return (function, await PoolOf(function).InvokeAsync(invocation));
        }
    }

    /// <exception cref="FunctionNotFoundException">There is no such function or qualifier.</exception>
    /// <exception cref="QualifierMismatchException">The name and the qualifier disagree.</exception>
    public Task<FunctionVersion> FindAsync(string name, string? qualifier) =>
        _functions.ResolveAsync(FunctionName.Parse(name, qualifier));

    public async ValueTask DisposeAsync()
    {
        await _reaping.DisposeAsync();
        await Task.WhenAll(_pools.Values.Concat(_retired.Keys).Select(pool => pool.KillAsync()));
    }

    private EnvironmentPool PoolOf(FunctionVersion function)
    {
        var key = $"{function.Arn}:{function.Version}";
        while (true)
        {
            var pool = _pools.GetOrAdd(key, _ => new(function, _factory));
            if (pool.Function.Fingerprint == function.Fingerprint)
            {
                return pool;
            }

            // The function has changed: its environments end as they become idle.
            if (_pools.TryUpdate(key, new(function, _factory), pool))
            {
                _retired[pool] = true;
                _ = pool.RetireAsync();
            }
        }
    }

    private void Reap()
    {
        foreach (var pool in _pools.Values)
        {
            _ = pool.ReapAsync(DateTimeOffset.UtcNow - _idleLimit);
        }

        foreach (var pool in _retired.Keys.Where(pool => pool.IsEmpty))
        {
            _retired.TryRemove(pool, out _);
        }
    }
}
