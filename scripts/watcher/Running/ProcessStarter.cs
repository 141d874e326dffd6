using System.Collections.Concurrent;
using System.Diagnostics;

namespace Quickchange.Watcher.Running;

/// <summary>
/// Starts processes that end with this one, however it ends: the kernel kills them when the thread that started them ends, so that
/// thread lives as long as the program.
/// </summary>
internal sealed class ProcessStarter
{
    private readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> _requests = [];

    public ProcessStarter() => new Thread(Run) { IsBackground = true, Name = "process starter" }.Start();

    /// <summary>Starts a program with redirected output. It doesn't receive the terminal's Ctrl-C.</summary>
    public Task<Process> StartAsync(string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", "KILL", "--", .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
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
                var process = Process.Start(start)!;
                process.StandardInput.Close();
                started.SetResult(process);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        }
    }
}
