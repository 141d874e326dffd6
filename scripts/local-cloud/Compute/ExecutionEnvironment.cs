using System.Diagnostics;
using System.Globalization;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Runs one invocation of a function at a time in one process
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">execution environment</see>).
/// An init phase that fails is repeated once, in the first invocation. Unlike on Lambda, all environments share this machine's
/// /tmp.
/// </summary>
/// <param name="function">The function to run.</param>
/// <param name="log">The log of the environment.</param>
/// <param name="process">The started process, in its init phase.</param>
/// <param name="restart">Starts a new process for the second try of the init phase.</param>
/// <param name="initLimit">The time limit of the first try.</param>
/// <param name="expiration">The expiration time of the credentials.</param>
internal sealed class ExecutionEnvironment(
    FunctionVersion function, EnvironmentLog log, RuntimeProcess process, Func<Task<RuntimeProcess>> restart, TimeSpan initLimit, DateTimeOffset expiration)
    : IAsyncDisposable
{
    private static readonly TimeSpan MemoryCheck = TimeSpan.FromMilliseconds(50);

    private readonly Lock _ending = new();
    private RuntimeProcess _process = process;
    private Task? _end;
    private bool _killed;
    private TimeSpan? _initDuration;
    private bool _initialized;
    private int _mostMemory;

    /// <summary>Whether it can run another invocation, with credentials that are valid until the end.</summary>
    public bool IsUsable => _process.IsAlive && DateTimeOffset.UtcNow + function.Timeout < expiration;

    /// <summary>When it was last used.</summary>
    public DateTimeOffset LastUsed { get; private set; } = DateTimeOffset.UtcNow;

    /// <summary>Runs one invocation; the first one waits for the init phase.</summary>
    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        var failure = _initialized ? null : await InitAsync("init", initLimit);
        await log.StartAsync(invocation.RequestId, function.Version);
        var started = Stopwatch.GetTimestamp();
        invocation.Deadline = DateTimeOffset.UtcNow + function.Timeout;
        if (failure is not null)
        {
            await RestartAsync();
            failure = await InitAsync("invoke", function.Timeout);
        }

        failure = failure is null
            ? await RunAsync(invocation, function.Timeout - Stopwatch.GetElapsedTime(started))
            : await EndAsync(invocation, failure);
        var result = await invocation.Result.Task;
        _mostMemory = failure == Failure.OutOfMemory ? function.Memory : Math.Max(_mostMemory, _process.MostMemoryUsed);
        LastUsed = DateTimeOffset.UtcNow;
        var tail = await log.EndAsync(new(
            invocation.RequestId, Stopwatch.GetElapsedTime(started), _initDuration, function.Memory, _mostMemory, failure));
        _initDuration = null;
        return result with { RequestId = invocation.RequestId, LogTail = tail };
    }

    /// <summary>
    /// Kills the process, if it is running, with its children, and thereby ends the current invocation. Any caller may use
    /// this; the owner still disposes the environment.
    /// </summary>
    public Task KillAsync()
    {
        RuntimeProcess process;
        lock (_ending)
        {
            _killed = true;
            process = _process;
        }

        return process.KillAsync();
    }

    /// <summary>Kills the process, and closes its log; no invocation may be running. Can be called repeatedly.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_ending)
        {
            return new(_end ??= EndAsync());
        }
    }

    private async Task EndAsync()
    {
        await _process.DisposeAsync();
        await log.DisposeAsync();
    }

    private async Task RestartAsync()
    {
        await _process.DisposeAsync();
        var restarted = await restart();
        bool isKilled;
        lock (_ending)
        {
            _process = restarted;
            isKilled = _killed;
        }

        if (isKilled)
        {
            await restarted.KillAsync();
        }
    }

    private async Task<Failure?> InitAsync(string phase, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        var failure = await WaitAsync(_process.Initialized, limit) ?? await _process.Initialized;
        if (failure is null)
        {
            _initialized = true;
            _initDuration = phase == "init" ? _process.InitDuration : null;
            return null;
        }

        await _process.KillAsync();
        var duration = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await log.WriteAsync(string.Create(
            CultureInfo.InvariantCulture, $"INIT_REPORT Init Duration: {duration:0.00} ms\tPhase: {phase}\t{failure.Status}"));
        return failure;
    }

    private async Task<Failure?> RunAsync(Invocation invocation, TimeSpan limit)
    {
        _process.Send(invocation);
        return await WaitAsync(invocation.Result.Task, limit) is { } failure ? await EndAsync(invocation, failure) : null;
    }

    // Null if there is an answer after all: an answer at the last moment counts.
    private async Task<Failure?> EndAsync(Invocation invocation, Failure failure)
    {
        if (!invocation.Result.TrySetResult(failure.ToResult(invocation.RequestId)))
        {
            return null;
        }

        await _process.KillAsync();
        await log.FailAsync(invocation.RequestId, failure);
        return failure;
    }

    // Waits for the process to do something; returns what happened instead, or null if it did it.
    private async Task<Failure?> WaitAsync(Task answer, TimeSpan limit)
    {
        using var over = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var ended = Task.WhenAny(answer, _process.Exited);
        while (!ended.IsCompleted)
        {
            var left = limit - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                return Failure.Timeout(function.Timeout);
            }

            await Task.WhenAny(ended, Task.Delay(left < MemoryCheck ? left : MemoryCheck, over.Token));
            if (!ended.IsCompleted && MemoryIsExceeded())
            {
                return Failure.OutOfMemory;
            }
        }

        await over.CancelAsync();
        return answer.IsCompleted ? null : Failure.Exit(await _process.Exited);
    }

    private bool MemoryIsExceeded()
    {
        var used = _process.MemoryUsed;
        _mostMemory = Math.Max(_mostMemory, used);
        return used > function.Memory;
    }
}
