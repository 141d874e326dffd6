using System.Collections.Concurrent;
using System.Diagnostics;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Starts processes that end with this one, however it ends: the kernel kills them when the thread that started them ends, so
/// that thread must live as long as the program.
/// </summary>
internal sealed class ProcessStarter
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _requests = [];

    public ProcessStarter() => new Thread(Run) { IsBackground = true, Name = "process starter" }.Start();

    /// <summary>Starts a program, and appends both of its output streams to a file.</summary>
    public Task<Process> StartAsync(
        string program, string folder, string output, IReadOnlyDictionary<string, string> environment)
    {
        // The shell opens the file, so the program writes to it directly; --pdeathsig survives both exec calls.
        var start = new ProcessStartInfo(
            "setpriv", ["--pdeathsig", "KILL", "--", "sh", "-c", "exec \"$0\" >>\"$1\" 2>&1 </dev/null", program, output])
        {
            WorkingDirectory = folder,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests.Add((start, started));
        return started.Task;
    }

    private void Run()
    {
        foreach (var (start, started) in _requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        }
    }
}
