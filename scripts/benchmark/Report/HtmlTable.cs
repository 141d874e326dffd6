namespace Quickchange.Benchmark.Report;

/// <summary>A table as HTML.</summary>
internal static class HtmlTable
{
    public static string Of(ResultsTable table, string caption) => $"""
        <table>
        <caption>{Markup.Encode(caption)}</caption>
        <thead><tr>{string.Concat(table.Headings.Select(static heading => $"""<th scope="col">{Markup.Encode(heading)}</th>"""))}</tr></thead>
        <tbody>
        {string.Join("\n", table.Rows.Select(RowOf))}
        </tbody>
        </table>
        """;

    private static string RowOf(IReadOnlyList<string> cells) =>
        $"""<tr><th scope="row">{Markup.Encode(cells[0])}</th>{string.Concat(cells.Skip(1).Select(static cell => $"<td>{Markup.Encode(cell)}</td>"))}</tr>""";
}
