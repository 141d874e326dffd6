using System.Globalization;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>The resources that a process has used since exec.</summary>
/// <param name="ProcessorNs">The CPU time, by the process's own clock.</param>
/// <param name="PageFaults">The minor and major page faults.</param>
internal readonly record struct ProcessFigures(long ProcessorNs, long PageFaults)
{
    public static ProcessFigures Of(int process, Departure departure)
    {
        var processor = ProcessorNsOf(process);
        var status = StatusOf(process);
        // Fields 10 and 12 of proc_pid_stat(5).
        return new(processor - departure.ProcessorNs, Number(status[10 - 3]) + Number(status[12 - 3]) - departure.PageFaults);
    }

    /// <summary>The CPU time of a process.</summary>
    public static long ProcessorNsOf(int process) =>
        Libc.GetProcessorClock(process, out var clock) == 0 && Libc.GetTime(clock, out var time) == 0
            ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds
            : throw new BenchmarkException("The process has no CPU clock because it has ended.");

    /// <summary>The fields of /proc/PID/stat, starting at the third, the state of the process.</summary>
    public static string[] StatusOf(int process)
    {
        // The program's name, which comes before, can contain spaces and parentheses.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
