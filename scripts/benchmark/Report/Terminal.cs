using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>A run as text, for a terminal.</summary>
internal static class Terminal
{
    public static string Of(BenchmarkRun run) =>
        $"{Page.DateOf(run)}, commit {run.Commit}, {run.Rounds} rounds on {Page.MachineOf(run)}; {Page.SystemOf(run)}\n"
        + string.Concat(ResultsTable.Sections(run).Select(static table => $"\n{Of(table)}"));

    // Numbers are aligned to the right, and headings are wrapped to the width of their columns.
    private static string Of(ResultsTable table)
    {
        var columns = table.Headings.Select((heading, index) => Column(heading, [.. table.Rows.Select(row => row[index])])).ToArray();
        var height = columns.Max(static column => column.Count);
        var lines = Enumerable.Range(0, height).Select(line => string.Join("  ", columns.Select((column, index) =>
        {
            var (width, above) = (column.Max(static cell => cell.Length), height - column.Count);
            var cell = line < above ? "" : column[line - above];
            return index == 0 ? cell.PadRight(width) : cell.PadLeft(width);
        })));
        return string.Concat(lines.Select(static line => $"{line.TrimEnd()}\n"));
    }

    private static List<string> Column(string heading, IReadOnlyList<string> cells)
    {
        var width = cells.Max(static cell => cell.Length);
        List<string> lines = [];
        foreach (var word in heading.Split(' '))
        {
            if (lines is [.., var last] && last.Length + 1 + word.Length <= width)
            {
                lines[^1] = $"{last} {word}";
            }
            else
            {
                lines.Add(word);
            }
        }

        return [.. lines, .. cells];
    }
}
