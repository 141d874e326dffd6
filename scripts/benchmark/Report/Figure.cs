using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>A figure of which each start provides a sample.</summary>
/// <param name="Id">A name that is valid as an HTML ID.</param>
/// <param name="Title">The title for readers.</param>
/// <param name="Unit">The unit of the samples; a noun if they are counts.</param>
/// <param name="Condition">The condition of the starts.</param>
/// <param name="SamplesOf">Returns the samples of starts in that condition.</param>
/// <param name="TextOf">Formats a sample for readers.</param>
internal sealed record Figure(
    string Id, string Title, string Unit, string Condition, Func<Starts, IReadOnlyList<double>> SamplesOf, Func<double?, string> TextOf)
{
    public static Figure Together { get; } =
        new("together", "Start to first answer", "ms", Starts.Warm, static starts => starts.TogetherMs, Numbers.Of);

    public static Figure TogetherEvicted { get; } =
        new("together-evicted", "Start to first answer, files evicted", "ms", Starts.Evicted, static starts => starts.TogetherMs, Numbers.Of);

    public static Figure StartToNext { get; } =
        new("start-to-next", "Start to next", "ms", Starts.Warm, static starts => starts.StartToNextMs, Numbers.Of);

    public static Figure EventToAnswer { get; } =
        new("event-to-answer", "Event to answer", "ms", Starts.Warm, static starts => starts.EventToAnswerMs, Numbers.Of);

    public static Figure Processor { get; } =
        new("processor", "Processor time", "ms", Starts.Warm, static starts => starts.ProcessorMs, Numbers.Of);

    public static Figure PageFaults { get; } =
        new("page-faults", "Page faults", "faults", Starts.Warm, static starts => starts.PageFaults, Numbers.Whole);

    public static Figure Memory { get; } =
        new("memory", "Memory", "MB", Starts.Warm, static starts => starts.MemoryMb, Numbers.Of);

    /// <summary>The figures that are plotted.</summary>
    public static IReadOnlyList<Figure> Plotted { get; } = [Together, TogetherEvicted, Processor, PageFaults];

    /// <summary>A contestant's samples; empty if it was not started in that condition.</summary>
    public IReadOnlyList<double> Of(Contestant contestant) =>
        contestant.StartsIn(Condition) is { } starts ? SamplesOf(starts) : [];

    /// <summary>The distribution of the samples; null if there are none.</summary>
    public Distribution? DistributionOf(Contestant contestant) =>
        Of(contestant) is { Count: > 0 } samples ? Statistics.Of(samples) : null;

    /// <summary>The median, with the 10th and 90th percentiles in parentheses, for readers.</summary>
    public string TextOfAll(Distribution? distribution) => Numbers.Of(distribution, TextOf);
}
