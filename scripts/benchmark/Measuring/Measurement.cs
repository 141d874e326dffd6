using System.Diagnostics;
using System.Globalization;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Measuring;

/// <summary>Measures contestants in rounds: each one is started once per round, in an order that changes from round to round.</summary>
/// <param name="candidates">The contestants, with the floor first.</param>
/// <param name="starter">Starts their processes.</param>
/// <param name="rounds">The number of rounds; null for as many as time allows.</param>
/// <param name="time">The total time.</param>
/// <param name="say">Reports progress.</param>
/// <param name="stop">Cancels the operation.</param>
internal sealed class Measurement(
    IReadOnlyList<Candidate> candidates, ProcessStarter starter, int? rounds, TimeSpan time, Action<string> say, CancellationToken stop)
{
    private const int Batches = 10;

    // The shares of the time for starts and for batches of warm invocations; counting takes the rest.
    private const double ForStarts = 0.65;
    private const double ForBatches = 0.2;

    private readonly Random _order = new(1);

    /// <summary>How many times each contestant was started in each condition.</summary>
    public int Rounds { get; private set; }

    public IReadOnlyList<Contestant> Measure()
    {
        StartSamples[] warm = [.. candidates.Select(static each => new StartSamples(each, Starts.Warm))];
        StartSamples[] evicted = [.. candidates.Select(static each => new StartSamples(each, Starts.Evicted))];

        // Not counted, because this program is compiled meanwhile. It shows how long a round takes and what can be evicted.
        say($"starting {candidates.Count} contestants for the first time");
        Round(warm, 0);
        var began = Stopwatch.GetTimestamp();
        Round(warm, 1);
        if (!Round(evicted, 1))
        {
            say("note: files can't be dropped from this file system's page cache (tmpfs and some overlays keep them); starts are measured only warm");
            evicted = [];
        }

        var round = Stopwatch.GetElapsedTime(began);
        Rounds = rounds ?? Math.Max(5, (int)(time * ForStarts / round));
        var starts = Measure(warm).Concat(Measure(evicted)).ToLookup(static each => each.Candidate);
        Floor.Check(starts[candidates[0]].First().ToStarts());

        var invocations = MeasureInvocations();
        return [.. candidates.Select(candidate => new Contestant(
            candidate.Name, candidate.Kind, candidate.Examples.Count, candidate.Tls,
            new FileInfo(candidate.Zip).Length / 1e3, new FileInfo(candidate.Bootstrap).Length / 1e3,
            [.. starts[candidate].Select(static each => each.ToStarts())],
            invocations[candidate].Warm, invocations[candidate].Calls?.UpToNext))];
    }

    private StartSamples[] Measure(StartSamples[] condition)
    {
        Array.ForEach(condition, static each => each.Clear());
        var said = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds && condition.Length > 0; round++)
        {
            Round(condition, round);
            if (Stopwatch.GetElapsedTime(said) > TimeSpan.FromSeconds(5) || round == Rounds - 1)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"starts, {condition[0].Condition}: round {round + 1} of {Rounds}"));
                said = Stopwatch.GetTimestamp();
            }
        }

        return condition;
    }

    private bool Round(StartSamples[] condition, int round)
    {
        var turn = condition.ToArray();
        _order.Shuffle(turn);
        // All of them, even if one can't be evicted, so that each one is started once.
        return turn.Count(each => each.Add(round, starter, stop)) == turn.Length;
    }

    private Dictionary<Candidate, (WarmInvocations Warm, SystemCalls? Calls)> MeasureInvocations()
    {
        var sessions = new List<WarmSamples>();
        try
        {
            say("warm invocations");
            foreach (var candidate in candidates)
            {
                sessions.Add(new(candidate, starter, time * ForBatches / Batches / candidates.Count, stop));
            }

            for (var batch = 0; batch < Batches; batch++)
            {
                var turn = sessions.ToArray();
                _order.Shuffle(turn);
                Array.ForEach(turn, static each => each.Add());
            }

            say("system calls and allocated bytes");
            var calls = candidates.ToDictionary(static each => each, each => SystemCalls.Of(each, starter, stop));
            if (calls.Values.Any(static each => each is null))
            {
                say("note: this machine doesn't allow ptrace (because of a container's seccomp profile or kernel.yama.ptrace_scope); system calls are not counted");
            }

            return sessions.ToDictionary(
                static each => each.Candidate,
                each => (each.ToWarmInvocations(
                    calls[each.Candidate]?.PerInvocation, AllocatedBytes.Of(each.Candidate, starter, stop)), calls[each.Candidate]));
        }
        finally
        {
            sessions.ForEach(static each => each.Dispose());
        }
    }
}
