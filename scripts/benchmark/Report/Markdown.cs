namespace Quickchange.Benchmark.Report;

/// <summary>A table in GitHub's Markdown: https://github.github.com/gfm/#tables-extension-.</summary>
internal static class Markdown
{
    /// <summary>The lines of the table, with line feeds. Numbers are aligned to the right.</summary>
    public static string Of(ResultsTable table) => string.Concat(
        new[] { table.Headings, [.. table.Headings.Select(static (_, index) => index == 0 ? "---" : "---:")] }
            .Concat(table.Rows.Select(static row => row.Select(Escape).ToArray()))
            .Select(static cells => $"| {string.Join(" | ", cells)} |\n"));

    /// <summary>Escapes text with backslashes, on one line.</summary>
    public static string Escape(string text) => string.Concat(text.Select(static each =>
        "\\`*_{}[]<>#|&~!@".Contains(each, StringComparison.Ordinal) ? $"\\{each}" : char.IsControl(each) ? " " : $"{each}"));
}
