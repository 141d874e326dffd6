using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Measuring;

/// <summary>The starts of a contestant in one condition, with a sample for each.</summary>
internal sealed class StartSamples(Candidate candidate, string condition)
{
    private readonly List<(double Start, double Answer, double Processor, double PageFaults, double Memory)> _samples = [];

    public Candidate Candidate => candidate;

    public string Condition => condition;

    /// <summary>Starts it once, sends it one example, and ends it.</summary>
    /// <returns>False if the condition can't be established on this machine.</returns>
    public bool Add(int round, ProcessStarter starter, CancellationToken stop)
    {
        PageCache.Load(candidate.Files);
        if (condition == Starts.Evicted && !PageCache.Evict(candidate.Files))
        {
            return false;
        }

        using var session = new Session(candidate, starter, [], stop);
        var process = session.Process;
        process.Go();
        var next = session.WaitForNext();
        ProcessFigures figures = default;
        ProcessMemory memory = default;
        var (sent, answered) = session.Invoke(candidate.Examples[round % candidate.Examples.Count], () =>
        {
            figures = process.Figures();
            memory = ProcessMemory.Of(process.Id);
        });
        _samples.Add((
            (next - process.Departure.MonotonicNs) / 1e6, (answered - sent) / 1e6, figures.ProcessorNs / 1e6, figures.PageFaults,
            memory.Peak / 1e6));
        return true;
    }

    /// <summary>Discards the samples, for example of the first rounds, in which this program is compiled.</summary>
    public void Clear() => _samples.Clear();

    public Starts ToStarts() => new(
        condition,
        [.. _samples.Select(static each => each.Start)],
        [.. _samples.Select(static each => each.Answer)],
        [.. _samples.Select(static each => each.Start + each.Answer)],
        [.. _samples.Select(static each => each.Processor)],
        [.. _samples.Select(static each => each.PageFaults)],
        [.. _samples.Select(static each => each.Memory)]);
}
