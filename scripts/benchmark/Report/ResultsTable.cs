using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>The results of a run as text: a row for each contestant, which begins with its name.</summary>
internal sealed record ResultsTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly Column Name = new("contestant", static (_, contestant) => contestant.Name);

    private static readonly Column ZipKb = new("zip, KB", static (_, contestant) => Numbers.Whole(contestant.ZipKb));

    private static readonly IReadOnlyList<Column> Starts =
    [
        Distributed(Figure.Together),
        TimesFloor(Figure.Together),
        Distributed(Figure.TogetherEvicted),
        TimesFloor(Figure.TogetherEvicted),
    ];

    private static readonly Column PageFaults = Median(Figure.PageFaults, "page faults");

    private static readonly Column Memory = Median(Figure.Memory, "memory, MB");

    private static readonly IReadOnlyList<Column> StartDetails =
    [
        Distributed(Figure.StartToNext),
        Distributed(Figure.EventToAnswer),
        Distributed(Figure.Processor),
        PageFaults,
        Memory,
        new("system calls up to next", static (_, contestant) => Numbers.Whole(contestant.SystemCallsUpToNext)),
    ];

    private static readonly IReadOnlyList<Column> WarmDetails =
    [
        new(
            "processor time of a warm invocation, µs",
            static (_, contestant) => Numbers.Of(contestant.Warm is { } warm ? Statistics.Of(warm.ProcessorUs) : null, Numbers.Of)),
        new("× floor", static (run, contestant) => Numbers.Of(Statistics.WarmTimesFloor(run, contestant))),
        new("its system calls", static (_, contestant) => Numbers.Of(contestant.Warm?.SystemCalls)),
        new("its bytes allocated", static (_, contestant) => Numbers.Whole(contestant.Warm?.AllocatedBytes)),
        new("warm invocations a second", static (_, contestant) => Numbers.Whole(contestant.Warm?.PerSecond)),
        new("memory's growth, MB", static (_, contestant) => Numbers.Of(contestant.Warm?.MemoryGrowthMb)),
        ZipKb,
        new("binary, KB", static (_, contestant) => Numbers.Whole(contestant.BinaryKb)),
    ];

    /// <summary>All figures in one table.</summary>
    public static ResultsTable Whole(BenchmarkRun run) => Of(run, [Name, .. Starts, .. StartDetails, .. WarmDetails]);

    /// <summary>All figures in several narrow tables.</summary>
    public static IEnumerable<ResultsTable> Sections(BenchmarkRun run) =>
        from columns in new[] { Starts, StartDetails, WarmDetails }
        select Of(run, [Name, .. columns]);

    /// <summary>The figures that matter most.</summary>
    public static ResultsTable Brief(BenchmarkRun run) => Of(run, [Name, .. Starts.Take(2), PageFaults, Memory, ZipKb]);

    private static ResultsTable Of(BenchmarkRun run, IReadOnlyList<Column> columns) => new(
        [.. columns.Select(static column => column.Heading)],
        [.. run.Contestants.Select(contestant => columns.Select(column => column.Cell(run, contestant)).ToArray())]);

    private static Column Distributed(Figure figure) => new(
        $"{char.ToLowerInvariant(figure.Title[0])}{figure.Title[1..]}, {figure.Unit}",
        (_, contestant) => figure.TextOfAll(figure.DistributionOf(contestant)));

    private static Column Median(Figure figure, string heading) =>
        new(heading, (_, contestant) => figure.TextOf(figure.DistributionOf(contestant)?.Median));

    /// <param name="figure">The figure of the start and the first answer together.</param>
    private static Column TimesFloor(Figure figure) =>
        new("× floor", (run, contestant) => Numbers.Of(Statistics.TimesFloor(run, contestant, figure.Condition)));

    private sealed record Column(string Heading, Func<BenchmarkRun, Contestant, string> Cell);
}
