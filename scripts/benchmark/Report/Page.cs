using System.Globalization;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>A run as a self-contained web page: no scripts, no fonts, no network.</summary>
internal static class Page
{
    private const string Styles = """
        body { margin: 0 auto; padding: 1rem; max-width: 60rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 1.5rem; }
        h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
        p.how, dt, figcaption, caption { color: var(--faint); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }
        dd { margin: 0; overflow-wrap: anywhere; }
        figure { margin: 0; break-inside: avoid; }
        .plot { display: block; overflow: visible; }
        .scrolls { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; }
        th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--grid); text-align: right; vertical-align: bottom; }
        td { white-space: nowrap; }
        th:first-child { text-align: left; }
        @media print {
          @page { size: landscape; margin: 1cm; }
          body { max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .scrolls { overflow: visible; }
          table { font-size: 6pt; }
          th, td { padding: 1pt 2pt; white-space: normal; }
        }
        """;

    public static string Of(BenchmarkRun run) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Quickchange: benchmark of {Markup.Encode(DateOf(run))}</title>
        <style>
        {Style.OfPlots}
        {Styles}
        </style>
        </head>
        <body>
        <main>
        <h1>How fast functions start</h1>
        <dl>
        {string.Join("\n", Facts(run).Select(static fact => $"<dt>{fact.Name}</dt><dd>{Markup.Encode(fact.Text)}</dd>"))}
        </dl>
        <p class="how">Each dot is one start. A bar extends from the 10th to the 90th percentile, and a thick stroke marks the median, whose value
        is at the right. The dashed line is the median of the floor, a C program that does as little as a function can. “Evicted” means
        that the contestant's own files were dropped from the page cache before each start; otherwise the page cache is warm.</p>
        {string.Join("\n", Figure.Plotted.Select(figure => SectionOf(run, figure)))}
        <section>
        <h2>All figures</h2>
        <div class="scrolls" role="region" aria-label="All figures" tabindex="0">
        {TableOf(ResultsTable.Whole(run))}
        </div>
        </section>
        </main>
        </body>
        </html>

        """;

    /// <summary>The day of a run, in UTC.</summary>
    public static string DateOf(BenchmarkRun run) => run.Date.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The machine in a line.</summary>
    public static string MachineOf(BenchmarkRun run) =>
        $"{run.Machine.Processor}, {run.Machine.Processors} processors, {Numbers.Of(run.Machine.MemoryGb)} GB";

    /// <summary>The system in a line.</summary>
    public static string SystemOf(BenchmarkRun run) =>
        $"{run.Machine.Distribution}, Linux {run.Machine.Kernel}, {run.Machine.CLibrary}";

    private static IEnumerable<(string Name, string Text)> Facts(BenchmarkRun run) =>
    [
        ("Date", run.Date.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        ("Commit", run.Commit),
        ("Machine", MachineOf(run)),
        ("System", SystemOf(run)),
        ("Rounds", run.Rounds.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string TableOf(ResultsTable table) => $"""
        <table>
        <caption>Medians, with the 10th and 90th percentiles in parentheses.</caption>
        <thead><tr>{string.Concat(table.Headings.Select(static heading => $"""<th scope="col">{Markup.Encode(heading)}</th>"""))}</tr></thead>
        <tbody>
        {string.Join("\n", table.Rows.Select(RowOf))}
        </tbody>
        </table>
        """;

    private static string RowOf(IReadOnlyList<string> cells) =>
        $"""<tr><th scope="row">{Markup.Encode(cells[0])}</th>{string.Concat(cells.Skip(1).Select(static cell => $"<td>{Markup.Encode(cell)}</td>"))}</tr>""";

    private static string SectionOf(BenchmarkRun run, Figure figure) => $"""
        <section>
        <h2>{Markup.Encode(figure.Title)}</h2>
        <figure>
        {(Plot.IsOf(run, figure) ? Plot.Of(run, figure) : "<p>This run has no starts in this condition.</p>")}
        </figure>
        </section>
        """;
}
