using System.Diagnostics;

namespace Quickchange.Watcher.Running;

/// <summary>
/// Runs the last good generation of a function as a process of the local cloud. The process of the next generation starts beside it,
/// and takes over once it asks for invocations.
/// </summary>
/// <param name="name">The function's name.</param>
/// <param name="cloud">The local cloud.</param>
/// <param name="starter">Starts processes.</param>
/// <param name="folder">The folder for its programs.</param>
/// <param name="terminal">What the user sees.</param>
internal sealed class RunningFunction(string name, Cloud cloud, ProcessStarter starter, string folder, Terminal terminal) : IAsyncDisposable
{
    // Much longer than a start takes, even if a debugger waits in it for a moment.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    // For an invocation that is running at the end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Check = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private FunctionProcess? _process;
    private Generation? _served;
    private Generation? _failed;
    private int _number;

    public string Name => name;

    /// <summary>The memory of its process, in MB.</summary>
    public long MemoryMb => _process?.MemoryMb ?? 0;

    /// <summary>What serves now, as the end of a sentence.</summary>
    public string Serving => _process is null ? "what was deployed" : "the last good version";

    /// <summary>Serves a generation from now on, if it can start.</summary>
    /// <param name="wanted">The generation.</param>
    /// <param name="afresh">Whether to start a new process even if this generation already serves.</param>
    public async Task<StartResult> ServeAsync(Generation wanted, bool afresh = false)
    {
        await _turn.WaitAsync();
        try
        {
            if (!afresh && wanted.Id == _served?.Id)
            {
                return StartResult.Unchanged;
            }

            if (!afresh && wanted.Id == _failed?.Id)
            {
                return StartResult.Failed;
            }

            var before = _process;
            if (await StartAsync(wanted) is not { } process)
            {
                _failed = wanted;
                return StartResult.Failed;
            }

            (_process, _served, _failed) = (process, wanted, null);
            _ = RestartAfterCrashAsync(process);
            if (before is not null)
            {
                _ = EndAsync(before);
            }

            return StartResult.Started;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Starts a new process of the same generation, with new environment variables.</summary>
    public async Task RenewAsync()
    {
        if ((_served ?? _failed) is { } generation && await ServeAsync(generation, afresh: true) == StartResult.Started)
        {
            terminal.Say($"{name}: serving again");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        if (_process is { } process)
        {
            _process = null;
            try
            {
                await EndAsync(process).WaitAsync(Grace);
            }
            catch (Exception exception) when (exception is CloudException or TimeoutException)
            {
                // What it holds ends as in a crash.
                await process.KillAsync();
            }
        }

        _turn.Dispose();
    }

    // Null if it doesn't begin to serve.
    private async Task<FunctionProcess?> StartAsync(Generation generation)
    {
        try
        {
            return await StartAsync(generation.Write(Path.Combine(folder, $"{++_number}")));
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException || (exception is CloudException && !cloud.Lost.IsCancellationRequested))
        {
            terminal.Say($"{name}: {exception.Message}; {Serving} serves");
            return null;
        }
    }

    private async Task<FunctionProcess?> StartAsync(string program)
    {
        var started = Stopwatch.GetTimestamp();
        var process = await FunctionProcess.StartAsync(starter, program, await cloud.VariablesAsync(name), line => terminal.Repeat(name, line));
        try
        {
            return await BeginAsync(process, started);
        }
        catch (CloudException)
        {
            // Nobody would end it.
            await process.KillAsync();
            Remove(process);
            throw;
        }
    }

    private async Task<FunctionProcess?> BeginAsync(FunctionProcess process, long started)
    {
        if (_process is { } before)
        {
            await cloud.ReplaceAsync(name, before.Id, process.Id);
        }

        while (!process.Exited.IsCompleted)
        {
            if (await cloud.StateAsync(name, process.Id) is not null)
            {
                return process;
            }

            if (Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                terminal.Say($"{name}: has not asked for an invocation for {StartLimit.TotalSeconds:0} s after its start; {Serving} serves");
                await process.KillAsync();
                break;
            }

            await Task.WhenAny(process.Exited, Task.Delay(Check));
        }

        var status = await process.Exited;
        if (Stopwatch.GetElapsedTime(started) <= StartLimit)
        {
            terminal.Say($"{name}: ended before it could serve, with exit status {status}; {Serving} serves");
        }

        Remove(process);
        return null;
    }

    private async Task RestartAfterCrashAsync(FunctionProcess process)
    {
        var status = await process.Exited;
        if (process != _process)
        {
            return;
        }

        await _turn.WaitAsync();
        try
        {
            if (process != _process)
            {
                return;
            }

            Remove(process);
            _process = null;
            terminal.Say($"{name}: its process has ended with exit status {status}; starting it again");
            if (await StartAsync(_served!) is { } again)
            {
                _process = again;
                terminal.Say($"{name}: serving again");
                _ = RestartAfterCrashAsync(again);
            }
            else
            {
                _failed = _served;
                _served = null;
            }
        }
        catch (CloudException)
        {
            // The watcher ends.
        }
        finally
        {
            _turn.Release();
        }
    }

    // What it has begun, it finishes.
    private async Task EndAsync(FunctionProcess process)
    {
        try
        {
            // It is given no further invocation.
            await cloud.RetireAsync(name, process.Id);
            while (!process.Exited.IsCompleted && await cloud.StateAsync(name, process.Id) is { Works: > 0 })
            {
                await Task.WhenAny(process.Exited, Task.Delay(Check));
            }
        }
        finally
        {
            await process.KillAsync();
            Remove(process);
        }
    }

    private static void Remove(FunctionProcess process)
    {
        Directory.Delete(process.Folder, recursive: true);
        process.Dispose();
    }
}
