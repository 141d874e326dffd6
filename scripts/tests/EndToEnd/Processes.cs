namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>The processes of this machine, by their environment variables or command lines in /proc.</summary>
internal static class Processes
{
    /// <summary>The IDs of the processes whose file in /proc has the wanted entries, lowest first.</summary>
    public static IReadOnlyList<int> With(string file, Func<string[], bool> areWanted) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(static folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && areWanted(EntriesOf(id, file)))
            .Order(),
    ];

    /// <summary>The entries of a process's file; none if it has ended or belongs to another user.</summary>
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
