using System.Globalization;

namespace Quickchange.Benchmark.Processes;

/// <summary>A process's memory from /proc/PID/status, in bytes.</summary>
/// <param name="Peak">The peak resident memory (VmHWM).</param>
/// <param name="Resident">The current resident memory (VmRSS).</param>
/// <param name="Anonymous">The part that doesn't belong to a file (RssAnon).</param>
internal readonly record struct ProcessMemory(long Peak, long Resident, long Anonymous)
{
    public static ProcessMemory Of(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/status");
        return new(Bytes(lines, "VmHWM:"), Bytes(lines, "VmRSS:"), Bytes(lines, "RssAnon:"));
    }

    // As in "VmHWM:      812 kB".
    private static long Bytes(string[] lines, string name)
    {
        var line = Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))
            ?? throw new BenchmarkException($"The process has no {name[..^1]} because it has ended.");
        return 1024 * long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
