namespace Quickchange.Algorithms;

/// <content>Change from a till.</content>
public sealed partial class DenominationSet
{
    /// <summary>Pays an amount with the fewest coins that a till allows.</summary>
    /// <remarks>
    /// The cost depends on the values and the till. It grows with the number of denominations, the sum of their values and the
    /// logarithm of the largest value; the amount and the contents of the till can be arbitrarily large.
    /// </remarks>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="till">The number of coins of each of <see cref="Denominations"/>, 0 or more, in their order.</param>
    /// <param name="counts">How many of each to take; 0 unless the outcome is <see cref="SearchOutcome.Found"/>.</param>
    /// <param name="budget">The budget for the search.</param>
    public SearchOutcome MakeChange(Int128 amount, ReadOnlySpan<Int128> till, Span<Int128> counts, StepBudget budget)
    {
        Check(amount, till);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, _values.Length);
        ArgumentNullException.ThrowIfNull(budget);
        if (IsCanonical && TryPayAsWithoutLimits(amount, till, counts))
        {
            return SearchOutcome.Found;
        }

        counts.Clear();
        var coins = AvailableCoins.Of(_denominations, till, amount);
        var (units, remainder) = Int128.DivRem(amount, coins.Divisor);
        if (remainder != 0)
        {
            return SearchOutcome.None;
        }

        Span<Int128> taken = stackalloc Int128[coins.Values.Length];
        var outcome = new TillSearch(units, coins.Values, coins.Counts).Pay(taken, budget);
        for (var i = 0; outcome == SearchOutcome.Found && i < taken.Length; i++)
        {
            counts[coins.Indices[i]] = taken[i];
        }

        return outcome;
    }

    // The till may hold the best payment that there is.
    private bool TryPayAsWithoutLimits(Int128 amount, ReadOnlySpan<Int128> till, Span<Int128> counts)
    {
        var (units, remainder) = Int128.DivRem(amount, _commonDivisor);
        var rest = Greedy.Pay(units, _values, counts) + remainder;
        for (var i = 0; i < till.Length; i++)
        {
            if (counts[i] > till[i])
            {
                return false;
            }
        }

        return rest == 0;
    }

    private void Check(Int128 amount, ReadOnlySpan<Int128> till)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(till.Length, _values.Length);
        foreach (var count in till)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(till));
        }
    }
}
