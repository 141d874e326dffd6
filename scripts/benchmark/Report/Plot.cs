using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>
/// The distributions of a figure as SVG, a row for each contestant: a dot for each start, a bar from the 10th to the 90th
/// percentile, a stroke at the median. The floor's median extends through all rows. Horizontal positions are percentages, so that
/// text has the same size on a phone and on a wide screen.
/// </summary>
internal static class Plot
{
    private const int RowHeight = 46;
    private const int AxisHeight = 38;

    /// <summary>The minimum margin on either side, in percent of the width, for half of a tick's text.</summary>
    private const double Margin = 3;

    /// <summary>The maximum length of names; longer ones are shortened, and the row's title has the full name.</summary>
    private const int LongestName = 28;

    /// <summary>The height of the plot, in units of length.</summary>
    public static int HeightOf(BenchmarkRun run, Figure figure) => (RowsOf(run, figure).Count * RowHeight) + AxisHeight;

    /// <param name="run">A run in which at least one contestant has samples of the figure: see <see cref="IsOf"/>.</param>
    /// <param name="figure">The figure to plot.</param>
    /// <param name="top">The vertical position, if it is part of a picture.</param>
    public static string Of(BenchmarkRun run, Figure figure, int top = 0)
    {
        var rows = RowsOf(run, figure);
        var axis = Axis.Over([.. rows.SelectMany(static row => row.Samples)]);
        var bottom = rows.Count * RowHeight;
        return $"""
            <svg class="plot" role="img" aria-labelledby="{figure.Id}-title {figure.Id}-description" y="{top}" width="100%" height="{bottom + AxisHeight}">
            <title id="{figure.Id}-title">{Markup.Encode(figure.Title)}</title>
            <desc id="{figure.Id}-description">{Markup.Encode(Description(figure, rows))}</desc>
            {Lines(axis.Ticks.Select(tick => Tick(axis, tick, bottom)))}
            <text class="unit" x="100%" y="{bottom + 34}" text-anchor="end">{figure.Unit}, {(axis.Logarithmic ? "logarithmic" : "linear")}</text>
            {Lines(rows.Select(static (_, index) => $"""<line class="rule" x1="0" x2="100%" y1="{index * RowHeight}" y2="{index * RowHeight}"/>"""))}
            {Lines(rows.Where(static row => row.Contestant.Kind == ContestantKind.Floor).Select(row => FloorMedian(axis, row.Distribution.Median, bottom)))}
            {Lines(rows.Select((row, index) => RowOf(axis, figure, row, index * RowHeight)))}
            </svg>
            """;
    }

    /// <summary>Whether there is anything to plot.</summary>
    public static bool IsOf(BenchmarkRun run, Figure figure) => RowsOf(run, figure).Count > 0;

    private static IReadOnlyList<Row> RowsOf(BenchmarkRun run, Figure figure) =>
    [
        .. from contestant in run.Contestants
           let distribution = figure.DistributionOf(contestant)
           where distribution is not null
           select new Row(contestant, figure.Of(contestant), distribution.Value),
    ];

    private static string Description(Figure figure, IEnumerable<Row> rows) =>
        $"A row for each contestant: the median, and the 10th to 90th percentiles, in {figure.Unit}. "
        + string.Join("; ", rows.Select(row => $"{row.Contestant.Name}: {figure.TextOfAll(row.Distribution)}")) + ".";

    private static string Tick(Axis axis, double tick, int bottom)
    {
        var x = X(axis, tick);
        return $"""
            <line class="grid" x1="{x}" x2="{x}" y1="0" y2="{bottom}"/><text class="tick" x="{x}" y="{bottom + 16}" text-anchor="middle">{Numbers.Short(tick)}</text>
            """;
    }

    private static string FloorMedian(Axis axis, double median, int bottom)
    {
        var x = X(axis, median);
        return $"""<line class="floor-median" x1="{x}" x2="{x}" y1="0" y2="{bottom}"><title>the floor's median</title></line>""";
    }

    private static string RowOf(Axis axis, Figure figure, Row row, int top)
    {
        var (p10, median, p90) = row.Distribution;
        var name = row.Contestant.Name;
        var shown = name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…";
        var width = Percent((axis.PositionOf(p90) - axis.PositionOf(p10)) * (100 - (2 * Margin)));
        return $"""
            <g class="contestant {ClassOf(row.Contestant)}"><title>{Markup.Encode($"{name}: {figure.TextOfAll(row.Distribution)} {figure.Unit}")}</title>
            <text class="name" x="0" y="{top + 14}">{Markup.Encode(shown)}</text><text class="value" x="100%" y="{top + 14}" text-anchor="end">{figure.TextOf(median)}</text>
            <rect class="spread" x="{X(axis, p10)}" width="{width}" y="{top + 20}" height="20" rx="3"/>
            {string.Concat(row.Samples.Select((sample, index) => $"""<circle cx="{X(axis, sample)}" cy="{Numbers.Short(top + 22 + (16 * Scattered(index)))}" r="1.8"/>"""))}
            <line class="median" x1="{X(axis, median)}" x2="{X(axis, median)}" y1="{top + 18}" y2="{top + 42}"/></g>
            """;
    }

    private static string ClassOf(Contestant contestant) => contestant.Kind switch
    {
        ContestantKind.Floor => "floor",
        ContestantKind.Function => "function",
        _ => "other",
    };

    private static string X(Axis axis, double value) => Percent(Margin + (axis.PositionOf(value) * (100 - (2 * Margin))));

    private static string Percent(double value) => $"{Numbers.Short(Math.Round(value, 2))}%";

    /// <summary>Van der Corput's sequence, from 0 to 1, which spreads the dots of equal samples.</summary>
    private static double Scattered(int index)
    {
        var scattered = 0.0;
        for (var (rest, share) = (index, 0.5); rest > 0; rest /= 2, share /= 2)
        {
            scattered += rest % 2 * share;
        }

        return scattered;
    }

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);

    private sealed record Row(Contestant Contestant, IReadOnlyList<double> Samples, Distribution Distribution);
}
