using System.Globalization;
using System.Runtime.InteropServices;
using Quickchange.Benchmark.Native;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Processes;

/// <summary>Describes the machine of a run.</summary>
internal static class ThisMachine
{
    public static Machine Read() => new(
        ProcessorModel(),
        Processors.Count,
        Math.Round(1024 * double.Parse(Value("/proc/meminfo", "MemTotal", ':')!.Split(' ')[0], CultureInfo.InvariantCulture) / 1e9, 1),
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        Value("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? "unknown",
        $"glibc {Marshal.PtrToStringUTF8(Libc.GlibcVersion())}");

    // On arm64, Linux reports numbers instead of a name.
    private static string ProcessorModel() =>
        Value("/proc/cpuinfo", "model name", ':')
        ?? $"{RuntimeInformation.OSArchitecture}, implementer {Value("/proc/cpuinfo", "CPU implementer", ':')}, part {Value("/proc/cpuinfo", "CPU part", ':')}";

    private static string? Value(string file, string name, char separator) =>
        File.ReadLines(file).Select(line => line.Split(separator, 2))
            .FirstOrDefault(pair => pair.Length == 2 && pair[0].Trim() == name)?[1].Trim();
}
