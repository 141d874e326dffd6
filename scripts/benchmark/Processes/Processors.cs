using System.Globalization;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>
/// Keeps this program and the measured processes on different processors, if there are two, so that they don't take time from each
/// other.
/// </summary>
internal static class Processors
{
    private const int Words = 16;

    private static readonly int[] Allowed = Find();

    public static int Count => Allowed.Length;

    /// <summary>Moves all threads of this program, and threads that they start, to the first processor.</summary>
    public static void KeepProgram()
    {
        if (Count < 2)
        {
            return;
        }

        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // A thread that has ended in the meantime doesn't matter.
            Keep(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), Allowed[0]);
        }
    }

    /// <summary>Moves the calling thread, and the processes that it starts, to the last processor.</summary>
    public static void KeepChildren()
    {
        if (Count >= 2)
        {
            Keep(0, Allowed[^1]);
        }
    }

    private static void Keep(int thread, int processor)
    {
        var mask = new ulong[Words];
        mask[processor / 64] = 1UL << (processor % 64);
        _ = Libc.SetAffinity(thread, Words * sizeof(ulong), in mask[0]);
    }

    private static int[] Find()
    {
        var mask = new ulong[Words];
        return Libc.GetAffinity(0, Words * sizeof(ulong), ref mask[0]) < 0
            ? [0]
            : [.. Enumerable.Range(0, Words * 64).Where(each => (mask[each / 64] >> (each % 64) & 1) == 1)];
    }
}
