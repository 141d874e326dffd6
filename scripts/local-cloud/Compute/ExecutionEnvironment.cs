using System.Diagnostics;
using System.Globalization;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Runs one invocation of a function at a time in one process
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">execution environment</see>).
/// An init phase that fails is run once more, in the first invocation. /tmp is this machine's, and so all environments
/// share it, which they don't on Lambda.
/// </summary>
/// <param name="function">What it runs.</param>
/// <param name="log">Its log.</param>
/// <param name="process">The process, started; its init phase runs.</param>
/// <param name="restart">Starts the process anew, for the second try of the init phase.</param>
/// <param name="initLimit">How long the first try may take.</param>
/// <param name="expiration">When its credentials expire.</param>
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

    /// <summary>Whether it can run another invocation to its end, with credentials that last as long.</summary>
    public bool IsUsable => _process.IsAlive && DateTimeOffset.UtcNow + function.Timeout < expiration;

    /// <summary>When it last had work.</summary>
    public DateTimeOffset LastUsed { get; private set; } = DateTimeOffset.UtcNow;

    /// <summary>Runs one invocation to its end; the first waits for the init phase.</summary>
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
    /// Kills the process, if it runs, and what it started, and so ends the invocation that runs; whoever may call it, it
    /// leaves the rest to who disposes of the environment.
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

    /// <summary>Kills the process, and closes its log; no invocation may run. Once, however often it is called.</summary>
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

    // Null if there is an answer all the same: one in the last moment counts.
    private async Task<Failure?> EndAsync(Invocation invocation, Failure failure)
    {
        if (!invocation.Result.TrySetResult(failure.ToResult(invocation.RequestId)))
        {
            return null;
        }

        await _process.KillAsync();
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        await log.WriteAsync(failure.IsTimeout
            ? $"{time} {invocation.RequestId} {failure.Reason}"
            : $"RequestId: {invocation.RequestId} Error: {failure.Reason}\n{failure.ErrorType}");
        return failure;
    }

    // Waits for what the process is to do; what happened instead, null if it did it.
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
