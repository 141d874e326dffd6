using System.Diagnostics;
using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The processes that an environment has left: those that a function started and did not wait for, in whatever session
/// they are. They are known by an environment variable that only they have, which children inherit.
/// </summary>
internal static class MarkedProcesses
{
    private const int MostRounds = 1000;

    /// <summary>Kills them all.</summary>
    /// <param name="mark">The variable, as <c>NAME=value</c>.</param>
    public static void Kill(string mark)
    {
        var variable = Encoding.UTF8.GetBytes(mark + '\0');
        // A process may start another while it is being looked for; one that the kernel does not end is left at last.
        for (var round = 0; round < MostRounds && Find(variable) is { Count: > 0 } found; round++)
        {
            found.ForEach(Kill);
            Thread.Sleep(1);
        }
    }

    // A process that has ended, and is not yet waited for, has no variables.
    private static List<int> Find(byte[] variable) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder.AsSpan()), out var process) ? process : 0)
            .Where(process => process > 0 && EnvironmentOf(process).AsSpan().IndexOf(variable) >= 0),
    ];

    private static byte[] EnvironmentOf(int process)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{process}/environ");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return [];
        }
    }

    private static void Kill(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            found.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
