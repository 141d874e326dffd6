using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Measuring;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;

namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>The figures of running functions on this machine's processor, measured as in scripts/bench.</summary>
internal static class RunningFigures
{
    // A start's page faults differ by a few. An odd number, so that the median is one of them.
    private const int Starts = 15;

    /// <returns>The figures of each function; without system calls if this machine doesn't allow counting them.</returns>
    public static Dictionary<string, Dictionary<string, long>> OfAll()
    {
        using var folder = new TemporaryFolder();
        using var field = new Field(folder.Root);
        field.Add(Repository.Built, Repository.Functions, "", ContestantKind.Function);
        using var starter = new ProcessStarter(folder.Root);
        return field.Candidates.Where(static each => !each.Tls).ToDictionary(static each => each.Name, each => Of(each, starter));
    }

    private static Dictionary<string, long> Of(Candidate candidate, ProcessStarter starter)
    {
        var figures = new Dictionary<string, long>();
        if (AllocatedBytes.Of(candidate, starter, CancellationToken.None) is { } bytes)
        {
            figures[Figures.Allocated] = (long)Math.Ceiling(bytes);
        }

        if (SystemCalls.Of(candidate, starter, CancellationToken.None) is { } calls)
        {
            figures[Figures.Calls] = calls.UpToNext;
        }

        var starts = new StartSamples(candidate, Benchmark.Results.Starts.Warm);
        for (var round = 0; round < Starts; round++)
        {
            starts.Add(round, starter, CancellationToken.None);
        }

        figures[Figures.Faults] = (long)Statistics.Median(starts.ToStarts().PageFaults);
        return figures;
    }
}
