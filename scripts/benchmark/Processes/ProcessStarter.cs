using System.Collections.Concurrent;
using System.Globalization;

namespace Quickchange.Benchmark.Processes;

/// <summary>
/// Starts the measured processes, all of them on one thread, which lives as long as the program: they run on its processor, and
/// end with it (see launcher/launch.c).
/// </summary>
internal sealed class ProcessStarter : IDisposable
{
    private readonly BlockingCollection<Task<ChildProcess>> _starts = [];
    private readonly string _launcher;
    private readonly string _folder;
    private readonly Thread _thread;
    private int _count;

    /// <param name="folder">The folder for the launcher, and for the output of running processes.</param>
    /// <exception cref="BenchmarkException">The launcher could not be compiled.</exception>
    public ProcessStarter(string folder)
    {
        (_launcher, _folder) = (CSource.Compile("launcher/launch.c", Path.Combine(folder, "launch")), folder);
        _thread = new(Run) { IsBackground = true, Name = "process starter" };
        _thread.Start();
    }

    /// <summary>Starts a launcher, which waits for <see cref="ChildProcess.Go"/>.</summary>
    /// <param name="program">The program that it executes.</param>
    /// <param name="variables">All environment variables.</param>
    public ChildProcess Start(string program, IReadOnlyDictionary<string, string> variables)
    {
        var output = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"output-{++_count}"));
        var start = new Task<ChildProcess>(() =>
        {
            var (process, go, report) = Spawn.Start([_launcher, program], Path.GetDirectoryName(program)!, variables, output);
            return new(process, go, report, output);
        });
        _starts.Add(start);
        var child = start.GetAwaiter().GetResult();
        try
        {
            child.WaitUntilReady();
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }

    private void Run()
    {
        Processors.KeepChildren();
        foreach (var start in _starts.GetConsumingEnumerable())
        {
            start.RunSynchronously(TaskScheduler.Default);
        }
    }
}
