using System.Diagnostics;
using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The processes that an environment leaves behind: those that a function started but didn't wait for, in any session. They are
/// identified by an environment variable that only they have, and that their children inherit.
/// </summary>
internal static class MarkedProcesses
{
    private const int MostRounds = 1000;

    /// <summary>Kills them all.</summary>
    /// <param name="mark">The variable, as <c>NAME=value</c>.</param>
    public static void Kill(string mark)
    {
        var variable = Encoding.UTF8.GetBytes(mark + '\0');
        // A process can start another one during the search. A process that the kernel doesn't end is finally ignored.
        for (var round = 0; round < MostRounds && Find(variable) is { Count: > 0 } found; round++)
        {
            found.ForEach(Kill);
            Thread.Sleep(1);
        }
    }

    // A zombie process has no environment variables.
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
            // It has ended, or belongs to another user.
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
            // It has already ended.
        }
    }
}
