using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Compute;

/// <summary>Runs functions: finds the version, keeps to the limits of concurrency, picks an environment.</summary>
internal sealed class ComputePlane : IAsyncDisposable
{
    // The default of an AWS account: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int AccountConcurrency = 1000;

    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);

    private readonly Functions _functions;
    private readonly EnvironmentFactory _factory;
    private readonly ConcurrentDictionary<string, EnvironmentPool> _pools = new();
    private readonly Dictionary<string, int> _running = [];
    private readonly Timer _reaping;

    public ComputePlane(Functions functions, EnvironmentFactory factory)
    {
        _functions = functions;
        _factory = factory;
        _reaping = new(_ => Reap(), null, LongestIdle / 10, LongestIdle / 10);
    }

    /// <summary>Runs an invocation to its end.</summary>
    /// <exception cref="FunctionNotFoundException">There is no such function or qualifier.</exception>
    /// <exception cref="ThrottledException">Too many invocations run.</exception>
    public async Task<(FunctionVersion Function, InvocationResult Result)> InvokeAsync(
        string name, string? qualifier, byte[] payload, string? clientContext = null, string? traceId = null)
    {
        var function = await FindAsync(name, qualifier);
        var arn = (qualifier ?? Functions.SplitName(name).Qualifier) is { } qualified ? $"{function.Arn}:{qualified}" : function.Arn;
        var invocation = new Invocation(payload, arn) { ClientContext = clientContext, TraceId = traceId };
        Enter(function);
        try
        {
            return (function, await PoolOf(function).InvokeAsync(invocation));
        }
        finally
        {
            Leave(function);
        }
    }

    /// <exception cref="FunctionNotFoundException">There is no such function or qualifier.</exception>
    public async Task<FunctionVersion> FindAsync(string name, string? qualifier) =>
        await _functions.ResolveAsync(name, qualifier) ?? throw new FunctionNotFoundException(name, qualifier);

    public async ValueTask DisposeAsync()
    {
        await _reaping.DisposeAsync();
        await Task.WhenAll(_pools.Values.Select(pool => pool.KillAsync()));
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
                _ = pool.RetireAsync();
            }
        }
    }

    private void Enter(FunctionVersion function)
    {
        lock (_running)
        {
            var running = _running.GetValueOrDefault(function.Arn);
            if (function.ReservedConcurrency is { } reserved && running >= reserved)
            {
                throw new ThrottledException("ReservedFunctionConcurrentInvocationLimitExceeded");
            }

            if (_running.Values.Sum() >= AccountConcurrency)
            {
                throw new ThrottledException("ConcurrentInvocationLimitExceeded");
            }

            _running[function.Arn] = running + 1;
        }
    }

    private void Leave(FunctionVersion function)
    {
        lock (_running)
        {
            _running[function.Arn]--;
        }
    }

    private void Reap()
    {
        foreach (var pool in _pools.Values)
        {
            _ = pool.ReapAsync(DateTimeOffset.UtcNow - LongestIdle);
        }
    }
}
