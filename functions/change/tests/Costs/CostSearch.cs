namespace Quickchange.Change.Tests.Costs;

/// <summary>
/// A hill-climbing search for expensive requests: it keeps the best of each kind, and changes them slightly. A promising request,
/// which costs more than a small budget, is answered again with the full budget, as long as the average cost allows it.
/// </summary>
/// <param name="seed">The seed of the requests. The same seed generates the same requests, unless the goal is time.</param>
/// <param name="goal">What it maximizes.</param>
internal sealed class CostSearch(int seed, CostGoal goal)
{
    private const long SmallBudget = RequestBudget.Most / 50;
    private const long AverageSteps = RequestBudget.Most / 25;
    private const int KeptOfKind = 8;

    private readonly Random _random = new(seed);
    private readonly SortedDictionary<string, List<Measurement>> _best = new(StringComparer.Ordinal);
    private long _allowance = RequestBudget.Most;

    /// <summary>The best requests of each kind, best first.</summary>
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
            // Another program may have used the processor in the meantime.
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
