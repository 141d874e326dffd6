using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// One process of a function's bootstrap and its side of the Runtime API: it serves one invocation at a time
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">execution environment</see>).
/// </summary>
internal sealed class ExecutionEnvironment : IAsyncDisposable
{
    private static readonly TimeSpan LongestInitialization = TimeSpan.FromSeconds(10);

    private readonly FunctionVersion _function;
    private readonly EnvironmentLog _log;
    private readonly IDisposable _port;
    private readonly Stopwatch _starting = Stopwatch.StartNew();
    private readonly Channel<Invocation> _next = Channel.CreateUnbounded<Invocation>();
    private readonly TaskCompletionSource<InvocationResult?> _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _answering = new();
    private TimeSpan? _initDuration;
    private Process? _process;
    private Invocation? _current;
    private bool _killed;

    public ExecutionEnvironment(FunctionVersion function, EnvironmentLog log, IDisposable port)
    {
        _function = function;
        _log = log;
        _port = port;
    }

    // A process that was killed takes a moment to end.
    public bool IsAlive => !_killed && _process is { HasExited: false };

    /// <summary>When it last had work.</summary>
    public DateTimeOffset LastUsed { get; private set; } = DateTimeOffset.UtcNow;

    /// <summary>Called once the process runs.</summary>
    public void Attach(Process process)
    {
        _process = process;
        _ = WatchAsync(process);
    }

    /// <summary>Runs one invocation to its end; the first waits for the initialisation.</summary>
    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        if (await InitializeAsync(invocation) is { } failed)
        {
            return failed;
        }

        _log.Start(invocation.RequestId, _function.Version);
        var duration = Stopwatch.StartNew();
        invocation.Deadline = DateTimeOffset.UtcNow + _function.Timeout;
        lock (_answering)
        {
            _current = invocation;
        }

        _next.Writer.TryWrite(invocation);
        var ended = await FirstAsync(_function.Timeout, invocation.Result.Task, _exited.Task);
        var memory = MemoryUsed();
        if (ended != invocation.Result.Task)
        {
            // An answer in the last moment still counts: only one of these sets the result.
            invocation.Result.TrySetResult(await EndOfAsync(invocation, ended));
        }

        lock (_answering)
        {
            _current = null;
        }

        var result = await invocation.Result.Task;
        LastUsed = DateTimeOffset.UtcNow;
        var log = _log.End(new(
            invocation.RequestId, duration.Elapsed, _initDuration, _function.Memory, Math.Max(memory, MemoryUsed())));
        _initDuration = null;
        return result with { RequestId = invocation.RequestId, Log = log };
    }

    /// <summary>The Runtime API's next: waits for an invocation. Null if the environment ends.</summary>
    public async Task<Invocation?> NextAsync(CancellationToken cancelled)
    {
        if (_initialized.TrySetResult(null))
        {
            _initDuration = _starting.Elapsed;
        }

        return await _next.Reader.WaitToReadAsync(cancelled) && _next.Reader.TryRead(out var invocation) ? invocation : null;
    }

    /// <summary>The Runtime API's response and error.</summary>
    public AnswerState Answer(string requestId, InvocationResult result)
    {
        lock (_answering)
        {
            if (_current?.RequestId != requestId)
            {
                return AnswerState.UnknownRequest;
            }

            return _current.Result.TrySetResult(result) ? AnswerState.Accepted : AnswerState.AnsweredBefore;
        }
    }

    /// <summary>The Runtime API's init/error.</summary>
    public bool FailInitialization(InvocationResult result) => _initialized.TrySetResult(result);

    /// <summary>Kills the process, if it runs, and what it started.</summary>
    public async ValueTask DisposeAsync()
    {
        _next.Writer.TryComplete();
        Kill();
        if (_process is not null)
        {
            await _exited.Task;
            _process.Dispose();
        }

        _port.Dispose();
        _log.Dispose();
    }

    private async Task<InvocationResult?> InitializeAsync(Invocation invocation)
    {
        var ended = await FirstAsync(LongestInitialization, _initialized.Task, _exited.Task);
        var reported = _initialized.Task.IsCompletedSuccessfully ? await _initialized.Task : null;
        if (_initialized.Task.IsCompletedSuccessfully && reported is null)
        {
            return null;
        }

        _log.Start(invocation.RequestId, _function.Version);
        var result = reported ?? (ended == _exited.Task
            ? InvocationResult.Failed("Runtime.ExitError", $"RequestId: {invocation.RequestId} Error: {ProcessEnd.Describe(await _exited.Task)}")
            : InvocationResult.Failed(
                "Sandbox.Timedout",
                $"RequestId: {invocation.RequestId} Error: The function was not initialised within {LongestInitialization.TotalSeconds:0} seconds"));
        Kill();
        await _exited.Task;
        _log.Write($"INIT_REPORT Init Duration: {_starting.Elapsed.TotalMilliseconds.ToString("0.00", CultureInfo.InvariantCulture)} ms\tPhase: invoke\tStatus: error");
        return result with
        {
            RequestId = invocation.RequestId,
            Log = _log.End(new(invocation.RequestId, _starting.Elapsed, null, _function.Memory, MemoryUsed())),
        };
    }

    private async Task<InvocationResult> EndOfAsync(Invocation invocation, Task ended)
    {
        if (ended == _exited.Task)
        {
            var reason = ProcessEnd.Describe(await _exited.Task);
            _log.Write($"RequestId: {invocation.RequestId} Error: {reason}");
            return InvocationResult.Failed("Runtime.ExitError", $"RequestId: {invocation.RequestId} Error: {reason}");
        }

        Kill();
        var message = $"Task timed out after {_function.Timeout.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} seconds";
        _log.Write($"{DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {invocation.RequestId} {message}");
        return InvocationResult.Failed("Sandbox.Timedout", $"RequestId: {invocation.RequestId} Error: {message}");
    }

    // The first to end, or another task once the time is over.
    private static async Task<Task> FirstAsync(TimeSpan limit, Task one, Task other)
    {
        using var done = new CancellationTokenSource();
        var ended = await Task.WhenAny(one, other, Task.Delay(limit, done.Token));
        await done.CancelAsync();
        return ended;
    }

    private async Task WatchAsync(Process process)
    {
        await process.WaitForExitAsync();
        _exited.TrySetResult(process.ExitCode);
    }

    private void Kill()
    {
        _killed = true;
        try
        {
            _process?.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    // The most that the process has had in memory, in MB.
    private int MemoryUsed()
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process!.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            var kilobytes = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
            return (int)((kilobytes + 1023) / 1024);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
