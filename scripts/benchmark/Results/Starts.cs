namespace Quickchange.Benchmark.Results;

/// <summary>A contestant's starts in one condition. Each list has a value for each start, in the order of the rounds.</summary>
/// <param name="Condition"><see cref="Warm"/> or <see cref="Evicted"/>.</param>
/// <param name="StartToNextMs">The wall-clock time from exec to the request for the first event.</param>
/// <param name="EventToAnswerMs">The wall-clock time from sending the event to receiving the answer.</param>
/// <param name="TogetherMs">The sum of the two.</param>
/// <param name="ProcessorMs">The process's CPU time until its answer arrived.</param>
/// <param name="PageFaults">The minor and major page faults until then.</param>
/// <param name="MemoryMb">The peak resident memory until then, in units of 10⁶ bytes.</param>
public sealed record Starts(
    string Condition,
    IReadOnlyList<double> StartToNextMs, IReadOnlyList<double> EventToAnswerMs, IReadOnlyList<double> TogetherMs,
    IReadOnlyList<double> ProcessorMs, IReadOnlyList<double> PageFaults, IReadOnlyList<double> MemoryMb)
{
    /// <summary>All files are in the page cache.</summary>
    public const string Warm = "warm";

    /// <summary>Before each start, the contestant's own files are dropped from the page cache.</summary>
    public const string Evicted = "evicted";
}
