using System.Globalization;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>
/// Keeps this program and what it measures on different processors where there are two: what one does is not on the other's
/// clock, and neither waits for the other to leave.
/// </summary>
internal static class Processors
{
    private const int Words = 16;

    private static readonly int[] Allowed = Find();

    public static int Count => Allowed.Length;

    /// <summary>Keeps all threads of this program, and those that they start, on the first processor.</summary>
    public static void KeepProgram()
    {
        if (Count < 2)
        {
            return;
        }

        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // One that has ended in the meantime needs no place.
            Keep(int.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), Allowed[0]);
        }
    }

    /// <summary>Keeps the calling thread, and the processes that it starts, on the last processor.</summary>
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
