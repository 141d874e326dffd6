namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>What each seed did and came to: artifacts/faults.md, and the test's output.</summary>
internal static class FaultTable
{
    private static string File { get; } = Path.Combine(Repository.Root, "artifacts", "faults.md");

    public static void Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.Delete(File);
        Write("seed", "workers killed", "uploads killed", "stopped", "timed out", "throttled of 10", "calls refused", "answers lost", "entries refused", "continuations", "results", "dead letters", "seconds");
        Write([.. Enumerable.Repeat("---:", 13)]);
    }

    public static void Write(params object[] cells)
    {
        var row = $"| {string.Join(" | ", cells)} |";
        System.IO.File.AppendAllLines(File, [row]);
        TestContext.Progress.WriteLine(row);
    }
}
