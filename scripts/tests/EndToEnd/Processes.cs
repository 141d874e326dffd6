namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>The processes of this machine, as /proc/PID/environ and /proc/PID/cmdline tell of them.</summary>
internal static class Processes
{
    /// <summary>The identifiers of those of which a file has the entries that are wanted, lowest first.</summary>
    public static IReadOnlyList<int> With(string file, Func<string[], bool> areWanted) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && areWanted(EntriesOf(id, file)))
            .Order(),
    ];

    /// <summary>The entries of a process's file; none if it has ended, or is another user's.</summary>
    public static string[] EntriesOf(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}").Split('\0');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
