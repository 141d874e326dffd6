using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>What each start gives a sample of.</summary>
/// <param name="Id">A name that is good for an ID of HTML.</param>
/// <param name="Title">For people.</param>
/// <param name="Unit">Of the samples; a word where they are counts.</param>
/// <param name="Condition">Of the starts.</param>
/// <param name="SamplesOf">The samples of starts of that condition.</param>
/// <param name="TextOf">A sample for people.</param>
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

    /// <summary>Those of which there is a plot.</summary>
    public static IReadOnlyList<Figure> Plotted { get; } = [Together, TogetherEvicted, Processor, PageFaults];

    /// <summary>A contestant's samples; none where it was not started under that condition.</summary>
    public IReadOnlyList<double> Of(Contestant contestant) =>
        contestant.StartsIn(Condition) is { } starts ? SamplesOf(starts) : [];

    /// <summary>What is told of them; null where there is none.</summary>
    public Distribution? DistributionOf(Contestant contestant) =>
        Of(contestant) is { Count: > 0 } samples ? Statistics.Of(samples) : null;

    /// <summary>The median, and the tenth and ninetieth percentile in brackets, for people.</summary>
    public string TextOfAll(Distribution? distribution) => Numbers.Of(distribution, TextOf);
}
