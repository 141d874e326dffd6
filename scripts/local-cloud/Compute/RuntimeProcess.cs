using System.Diagnostics;
using System.Threading.Channels;

namespace Quickchange.LocalCloud.Compute;

/// <summary>A process of a function's bootstrap, and its state in the Runtime API.</summary>
/// <param name="port">The process's port of the Runtime API.</param>
/// <param name="mark">An environment variable that only the process and its children have, as <c>NAME=value</c>.</param>
internal sealed class RuntimeProcess(IDisposable port, string mark) : IRuntime, IAsyncDisposable
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Channel<Invocation> _next = Channel.CreateUnbounded<Invocation>();
    private readonly TaskCompletionSource<Failure?> _initialized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _changing = new();
    private Process? _process;
    private Invocation? _current;
    private Task? _killing;

    /// <summary>Completes with null at the first next, or with the runtime's report at init/error.</summary>
    public Task<Failure?> Initialized => _initialized.Task;

    /// <summary>Completes with the exit code when the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>The time from the start to the first next or init/error; zero before that.</summary>
    public TimeSpan InitDuration { get; private set; }

    // A killed process takes a moment to end.
    public bool IsAlive => _killing is null && _process is { HasExited: false };

    /// <summary>The memory of the process and its children, in MB.</summary>
    public int MemoryUsed => _process is null ? 0 : ProcessMemory.Used(_process.Id);

    /// <summary>The peak memory of the process without its children, in MB.</summary>
    public int MostMemoryUsed => _process is null ? 0 : ProcessMemory.Most(_process.Id);

    /// <summary>Called when the process has started.</summary>
    public void Attach(Process process)
    {
        _process = process;
        _ = WatchAsync(process);
    }

    /// <summary>Provides an invocation for the following next.</summary>
    public void Send(Invocation invocation)
    {
        lock (_changing)
        {
            _current = invocation;
        }

        _next.Writer.TryWrite(invocation);
    }

    /// <inheritdoc/>
    public async Task<Invocation?> NextAsync(CancellationToken cancelled)
    {
        EndInit(null);
        return await _next.Reader.WaitToReadAsync(cancelled) && _next.Reader.TryRead(out var invocation) ? invocation : null;
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public bool FailInit(Failure reported) => EndInit(reported);

    /// <summary>Kills the process and its children, and waits until they have ended. Can be called repeatedly.</summary>
    public Task KillAsync()
    {
        // After the port is closed, another process can have the port and the mark.
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
            // It has already ended.
        }

        // This takes time, so it must not be done under the lock.
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
