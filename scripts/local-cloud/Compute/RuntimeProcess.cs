using System.Diagnostics;
using System.Threading.Channels;

namespace Quickchange.LocalCloud.Compute;

/// <summary>One process of a function's bootstrap, and its side of the Runtime API.</summary>
/// <param name="port">Its port of the Runtime API.</param>
/// <param name="mark">An environment variable that only it and its children have, as <c>NAME=value</c>.</param>
internal sealed class RuntimeProcess(IDisposable port, string mark) : IAsyncDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Channel<Invocation> _next = Channel.CreateUnbounded<Invocation>();
    private readonly TaskCompletionSource<Failure?> _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _changing = new();
    private Process? _process;
    private Invocation? _current;
    private Task? _killing;

    /// <summary>Ends with the first next: null, or with init/error: what the runtime reports.</summary>
    public Task<Failure?> Initialized => _initialized.Task;

    /// <summary>The exit code, once the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>From the start to the first next or to init/error; zero before.</summary>
    public TimeSpan InitDuration { get; private set; }

    // A process that was killed takes a moment to end.
    public bool IsAlive => _killing is null && _process is { HasExited: false };

    /// <summary>The memory that it and its children have, in MB.</summary>
    public int MemoryUsed => _process is null ? 0 : ProcessMemory.Used(_process.Id);

    /// <summary>The most memory that it has had, in MB, without its children.</summary>
    public int MostMemoryUsed => _process is null ? 0 : ProcessMemory.Most(_process.Id);

    /// <summary>Called once the process runs.</summary>
    public void Attach(Process process)
    {
        _process = process;
        _ = WatchAsync(process);
    }

    /// <summary>Hands over an invocation, for the next next.</summary>
    public void Send(Invocation invocation)
    {
        lock (_changing)
        {
            _current = invocation;
        }

        _next.Writer.TryWrite(invocation);
    }

    /// <summary>The Runtime API's next: waits for an invocation. Null if the process is to end.</summary>
    public async Task<Invocation?> NextAsync(CancellationToken cancelled)
    {
        EndInit(null);
        return await _next.Reader.WaitToReadAsync(cancelled) && _next.Reader.TryRead(out var invocation) ? invocation : null;
    }

    /// <summary>The Runtime API's response and error.</summary>
    public AnswerState Answer(string requestId, InvocationResult result)
    {
        lock (_changing)
        {
            if (_current?.RequestId != requestId)
            {
                return AnswerState.UnknownRequest;
            }

            return _current.Result.TrySetResult(result) ? AnswerState.Accepted : AnswerState.AnsweredBefore;
        }
    }

    /// <summary>The Runtime API's init/error. False if the initialization is over.</summary>
    public bool FailInit(Failure reported) => EndInit(reported);

    /// <summary>Kills it and its children, and waits until they have ended. Once, however often it is called.</summary>
    public Task KillAsync()
    {
        // Once the port is closed, it may be another process's, and so may the mark.
        lock (_changing)
        {
            return _killing ??= KillOnceAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _next.Writer.TryComplete();
        await KillAsync();
        _process?.Dispose();
        port.Dispose();
    }

    private async Task KillOnceAsync()
    {
        if (_process is null)
        {
            return;
        }

        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        // It takes its time, which must not be that of who has the lock.
        await _exited.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        MarkedProcesses.Kill(mark);
    }

    private bool EndInit(Failure? failure)
    {
        if (_initialized.Task.IsCompleted)
        {
            return false;
        }

        InitDuration = Stopwatch.GetElapsedTime(_started);
        return _initialized.TrySetResult(failure);
    }

    private async Task WatchAsync(Process process)
    {
        await process.WaitForExitAsync();
        _exited.TrySetResult(process.ExitCode);
    }
}
