using System.Globalization;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The memory that processes use, in MB: the resident memory, as on Lambda. Address space that a runtime reserves doesn't count.
/// </summary>
internal static class ProcessMemory
{
    /// <summary>The memory of a process and its descendants; 0 if it has ended.</summary>
    public static int Used(int process)
    {
        var all = Family(process);
        // Counts shared pages once, which requires a slower file. A single process doesn't need it.
        var kilobytes = all.Count == 1
            ? Read($"/proc/{process}/status", "VmRSS:")
            : all.Sum(member => Read($"/proc/{member}/smaps_rollup", "Pss:"));
        return Megabytes(kilobytes);
    }

    /// <summary>The peak memory of a process; 0 if it has ended.</summary>
    public static int Most(int process) => Megabytes(Read($"/proc/{process}/status", "VmHWM:"));

    private static List<int> Family(int process)
    {
        List<int> family = [process];
        for (var index = 0; index < family.Count; index++)
        {
            family.AddRange(Children(family[index]));
        }

        return family;
    }

    // Each thread lists the children that it started.
    private static List<int> Children(int process)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories($"/proc/{process}/task")
                    .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
            ];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A line such as "VmRSS:      1234 kB".
    private static long Read(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static int Megabytes(long kilobytes) => (int)((kilobytes + 1023) / 1024);
}
