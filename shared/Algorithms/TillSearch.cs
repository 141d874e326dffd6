namespace Quickchange.Algorithms;

/// <summary>A search for payments of an amount from a till.</summary>
/// <remarks>
/// The greedy algorithm pays as much as it can. If that is less than the amount, and the till contains more, the payments near it are
/// searched: first for the sums that they can make, which is cheap, then for the fewest coins.
/// </remarks>
internal sealed class TillSearch
{
    private readonly long[] _values;
    private readonly Int128[] _till;
    private readonly Int128[] _greedy;

    // What greed leaves of the amount, and the coin that it does not use up; −1 if it takes the whole till.
    private readonly Int128 _rest;
    private readonly int _breaking = -1;

    /// <param name="amount">0 or more.</param>
    /// <param name="values">Largest first, none above the amount, with 1 in common.</param>
    /// <param name="till">How many there are of each value, 1 or more.</param>
    public TillSearch(Int128 amount, long[] values, Int128[] till)
    {
        _values = values;
        _till = till;
        _greedy = new Int128[values.Length];
        _rest = amount;
        for (var i = 0; i < values.Length && _breaking < 0; i++)
        {
            _greedy[i] = Int128.Min(till[i], _rest / values[i]);
            _rest -= _greedy[i] * values[i];
            _breaking = _greedy[i] < till[i] ? i : -1;
        }
    }

    /// <summary>Pays the amount with the fewest coins.</summary>
    /// <param name="counts">How many of each value, where the outcome is <see cref="SearchOutcome.Found"/>.</param>
    /// <param name="budget">The budget for the search.</param>
    public SearchOutcome Pay(Span<Int128> counts, StepBudget budget)
    {
        if (_rest == 0 || _breaking < 0)
        {
            _greedy.CopyTo(counts);
            return _rest == 0 ? SearchOutcome.Found : SearchOutcome.None;
        }

        if (!TryReach(budget, out var nearby, out var sums))
        {
            return SearchOutcome.TooLarge;
        }

        if (!sums!.Contains((int)_rest))
        {
            return SearchOutcome.None;
        }

        if (!budget.TrySpend(FewestCoinSums.StepsOf(nearby!.Plan)))
        {
            return SearchOutcome.TooLarge;
        }

        nearby.Kept.CopyTo(counts);
        FewestCoinSums.Pay(nearby.Plan, (int)_rest, counts);
        return SearchOutcome.Found;
    }

    /// <summary>Finds how far away the nearest sums are that can be paid.</summary>
    /// <param name="least">By how much the sum above exceeds the amount at least, 0 or 1.</param>
    /// <param name="budget">The budget for the search.</param>
    /// <param name="below">How much less than the amount the sum below is.</param>
    /// <param name="above">How much more the sum above is; null if the till holds less.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public bool TryFindNearest(int least, StepBudget budget, out Int128 below, out Int128? above)
    {
        below = _rest;
        above = _rest == 0 && least == 0 ? 0 : null;
        if (_breaking < 0 || above is not null)
        {
            return true;
        }

        if (!TryReach(budget, out _, out var sums))
        {
            return false;
        }

        var rest = (int)_rest;
        below = rest - sums!.NearestBelow(rest);
        above = sums.NearestAbove(rest + least) - rest;
        return true;
    }

    private bool TryReach(StepBudget budget, out NearbyPayments? nearby, out ReachableSums? sums)
    {
        sums = null;
        if (!NearbyPayments.TryPlan(_values, _till, _greedy, _breaking, budget, out nearby)
            || !budget.TrySpend(ReachableSums.StepsOf(nearby!.Plan)))
        {
            return false;
        }

        sums = ReachableSums.Of(nearby.Plan);
        return true;
    }
}
