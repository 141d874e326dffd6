namespace Quickchange.Change.Tests.Costs;

/// <summary>
/// Climbs towards requests that cost much: keeps the best of each kind, and changes them a little. What is promising, for
/// it costs more than a small budget, is answered with a whole one as long as the average allows it.
/// </summary>
/// <param name="seed">Of the requests: the same one makes the same, unless the climb is by time.</param>
/// <param name="goal">What it climbs to.</param>
internal sealed class CostSearch(int seed, CostGoal goal)
{
    private const long SmallBudget = RequestBudget.Most / 50;
    private const long AverageSteps = RequestBudget.Most / 25;
    private const int KeptOfKind = 8;

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, List<Measurement>> _best = new(StringComparer.Ordinal);
    private long _allowance = RequestBudget.Most;

    /// <summary>The best of each kind, best first.</summary>
    public IEnumerable<List<Measurement>> Best => _best.Values;

    /// <summary>Answers one more request.</summary>
    public Measurement Next()
    {
        var grammar = new CandidateGrammar(_random);
        var candidate = _best.Count == 0 || _random.Next(6) == 0
            ? grammar.Make()
            : grammar.Change(Pick(Pick([.. _best.Values])).Candidate);
        var measured = Measurement.Of(candidate, SmallBudget);
        _allowance += AverageSteps - measured.Steps;
        if (measured.IsCut && _allowance >= RequestBudget.Most)
        {
            measured = Measurement.Of(candidate, RequestBudget.Most);
            _allowance -= measured.Steps;
            Keep(measured);
        }
        else if (!measured.IsCut)
        {
            Keep(measured);
        }

        return measured;
    }

    private void Keep(Measurement measured)
    {
        var kind = $"{measured.Candidate.Kind}, {measured.Status}{(measured.IsCut ? " too long" : "")}";
        if (!_best.TryGetValue(kind, out var best))
        {
            _best[kind] = best = [];
        }

        if (best.Count == KeptOfKind && Score(measured) <= Score(best[^1]))
        {
            return;
        }

        if (goal == CostGoal.Time)
        {
            // Something else may have had the processor.
            var again = Measurement.Of(measured.Candidate, RequestBudget.Most);
            measured = again.Time < measured.Time ? again : measured;
        }

        if (best.Any(other => other.Steps == measured.Steps && Score(other) >= Score(measured)))
        {
            return;
        }

        best.Add(measured);
        best.Sort((a, b) => Score(b).CompareTo(Score(a)));
        if (best.Count > KeptOfKind)
        {
            best.RemoveAt(KeptOfKind);
        }
    }

    private double Score(Measurement measured) => goal switch
    {
        CostGoal.Time => measured.Time.TotalNanoseconds - measured.Steps,
        CostGoal.Memory => measured.Allocated,
        _ => measured.Steps,
    };

    private T Pick<T>(List<T> from) => from[_random.Next(from.Count)];
}
