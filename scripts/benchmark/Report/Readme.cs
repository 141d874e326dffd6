using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>The results in README.md: what stands between two comments there is made from a run.</summary>
internal static class Readme
{
    public const string Begin = "<!-- made by scripts/bench --readme -->";
    public const string End = "<!-- end of what scripts/bench --readme made -->";

    /// <summary>Of which the picture has plots.</summary>
    public static IReadOnlyList<Figure> Pictured { get; } = [Figure.Together, Figure.TogetherEvicted];

    /// <summary>README.md with the results of a run in it.</summary>
    /// <exception cref="BenchmarkException">The two comments are not there once each, in their order.</exception>
    public static string With(string readme, BenchmarkRun run)
    {
        var begin = readme.IndexOf(Begin, StringComparison.Ordinal);
        var end = readme.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin && begin == readme.LastIndexOf(Begin, StringComparison.Ordinal)
            && end == readme.LastIndexOf(End, StringComparison.Ordinal)
                ? $"{readme[..(begin + Begin.Length)]}\n{ResultsOf(run)}{readme[end..]}"
                : throw new BenchmarkException($"README.md needs these two lines, once each, and the results go between them:\n{Begin}\n{End}");
    }

    private static string ResultsOf(BenchmarkRun run) => $"""

        ![How long each start took to the first answer, by contestant; the table has the figures.]({Stored.PictureFile})

        {Markdown.Of(ResultsTable.Brief(run))}
        {Markdown.Escape(Page.DateOf(run))}, commit {Markdown.Escape(run.Commit)}, {run.Rounds} rounds on {Markdown.Escape(Page.MachineOf(run))};
        {Markdown.Escape(Page.SystemOf(run))}. Medians, with the tenth and ninetieth percentile in brackets.


        """;
}
