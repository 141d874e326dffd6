using System.Globalization;

namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>A process of this machine. The start time distinguishes it from a later process with the same ID.</summary>
/// <param name="Id">The process ID.</param>
/// <param name="Started">The start time, in clock ticks since the machine started.</param>
internal readonly record struct ProcessIdentity(int Id, long Started)
{
    /// <summary>Whether the process still runs. A debugger that has stopped it doesn't matter.</summary>
    public bool IsAlive => StatusOf(Id) is { IsEnded: false } status && status.Started == Started;

    /// <summary>The process with an ID; null if there is none.</summary>
    public static ProcessIdentity? Of(int id) => StatusOf(id) is { IsEnded: false } status ? new(id, status.Started) : null;

    /// <summary>The process that started this one; null if it has ended.</summary>
    public ProcessIdentity? Parent => StatusOf(Id) is { } status ? Of(status.Parent) : null;

    /// <summary>
    /// The process of which this one is a copy, or this one: a shell copies itself for a command in parentheses, which may end before
    /// the shell uses the result.
    /// </summary>
    public ProcessIdentity WithoutForks
    {
        get
        {
            var process = this;
            while (process.CommandLine is { Length: > 0 } line && process.Parent is { } parent && parent.CommandLine == line)
            {
                process = parent;
            }

            return process;
        }
    }

    /// <summary>The name of the program, of which the kernel keeps 15 bytes; empty if the process has ended.</summary>
    public string Program => StatusOf(Id)?.Program ?? "";

    private string CommandLine => Read(Id, "cmdline");

    // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the name is in parentheses, and can contain any character.
    private static Status? StatusOf(int id)
    {
        var line = Read(id, "stat");
        if (line.Length == 0)
        {
            return null;
        }

        var (open, close) = (line.IndexOf('('), line.LastIndexOf(')'));
        var fields = line[(close + 2)..].Split(' ');
        return new(
            line[(open + 1)..close],
            IsEnded: fields[0] is "Z" or "X",
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    // Empty if the process has ended.
    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private sealed record Status(string Program, bool IsEnded, int Parent, long Started);
}
