namespace Quickchange.Benchmark.Results;

/// <summary>A contestant's starts in one condition. Each list has a value for each start, in the order of the rounds.</summary>
/// <param name="Condition"><see cref="Warm"/> or <see cref="Evicted"/>.</param>
/// <param name="StartToNextMs">From exec until it asks for its first event, by the wall clock.</param>
/// <param name="EventToAnswerMs">From the event's departure to its answer's arrival, by the wall clock.</param>
/// <param name="TogetherMs">The sum of the two.</param>
/// <param name="ProcessorMs">What the process used of processors until its answer came, by its own clock.</param>
/// <param name="PageFaults">Minor and major ones until then.</param>
/// <param name="MemoryMb">The most that was resident until then, in units of 10⁶ bytes.</param>
public sealed record Starts(
    string Condition,
    IReadOnlyList<double> StartToNextMs, IReadOnlyList<double> EventToAnswerMs, IReadOnlyList<double> TogetherMs,
    IReadOnlyList<double> ProcessorMs, IReadOnlyList<double> PageFaults, IReadOnlyList<double> MemoryMb)
{
    /// <summary>The page cache holds all that is read.</summary>
    public const string Warm = "warm";

    /// <summary>Before each start, the contestant's own files are dropped from the page cache.</summary>
    public const string Evicted = "evicted";
}
