using System.Runtime.InteropServices;
using Quickchange.Benchmark;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Measuring;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Report;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
try
{
    var options = CommandLine.Parse(args, Repository.Root);
    if (options.Readme)
    {
        Stored.Show(Repository.Root);
    }
    else
    {
        await RunAsync(options);
    }

    return 0;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("bench: stopped; nothing was written");
    return 130;
}
catch (Exception exception) when (exception is BenchmarkException or IOException or InvalidDataException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"bench: {exception.Message}");
    return 1;
}

async Task RunAsync(CommandLine options)
{
    using var workspace = new Workspace(Repository.Root);
    var date = DateTimeOffset.UtcNow;
    var builds = new Builds(workspace.Folder, Say, stop.Token);
    var commit = await builds.CommitAsync();

    using var field = new Field(workspace.Folder);
    await builds.AddToAsync(field, options);

    using var starter = new ProcessStarter(workspace.Folder);
    Processors.KeepProgram();
    if (Processors.Count < 2)
    {
        Say("note: this machine has only one processor, which the benchmark shares with the measured processes, so times are too long");
    }

    var measurement = new Measurement(field.Candidates, starter, options.Rounds, TimeSpan.FromSeconds(options.Seconds), Say, stop.Token);
    var contestants = measurement.Measure();
    var run = new BenchmarkRun(date, commit, ThisMachine.Read(), measurement.Rounds, contestants);

    ReportFiles.Write(run, options.Output);
    if (options.Store)
    {
        Stored.Keep(Repository.Root, run);
    }

    Console.Write(Terminal.Of(run));
    Say($"every sample is in {Path.GetRelativePath(Environment.CurrentDirectory, options.Output)}/bench.json, with plots in bench.html next to it");
}

void Say(string text) => Console.Error.WriteLine(text);

void Stop(PosixSignalContext signal)
{
    // All processes are ended and files removed on the way out.
    signal.Cancel = true;
    stop.Cancel();
}
