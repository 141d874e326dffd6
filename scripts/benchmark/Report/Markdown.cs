namespace Quickchange.Benchmark.Report;

/// <summary>A table as GitHub's Markdown: https://github.github.com/gfm/#tables-extension-.</summary>
internal static class Markdown
{
    /// <summary>Lines, each with its end. Numbers stand at the right.</summary>
    public static string Of(ResultsTable table) => string.Concat(
        new[] { table.Headings, [.. table.Headings.Select(static (_, index) => index == 0 ? "---" : "---:")] }
            .Concat(table.Rows.Select(static row => row.Select(Escape).ToArray()))
            .Select(static cells => $"| {string.Join(" | ", cells)} |\n"));

    /// <summary>Text as nothing but text: with a backslash before all punctuation that has one, and on one line.</summary>
    public static string Escape(string text) => string.Concat(text.Select(static each =>
        "\\`*_{}[]<>#|&~!@".Contains(each, StringComparison.Ordinal) ? $"\\{each}" : char.IsControl(each) ? " " : $"{each}"));
}
