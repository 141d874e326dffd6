namespace Quickchange.Algorithms;

/// <content>Change from a till.</content>
public sealed partial class DenominationSet
{
    /// <summary>
    /// The most sums that an exact search of a till goes through. They are counted in what the values have in common,
    /// and lie no farther from the greedy payment than the amount, the square of the largest value, and the least
    /// common multiple of the values times their number; so the till and the amount may be far larger.
    /// </summary>
    public const int MaxSums = 4_000_000;

    /// <summary>Pays an amount with the fewest coins that a till allows.</summary>
    /// <param name="amount">In minor units, 0 or more.</param>
    /// <param name="till">How many there are of each of <see cref="Denominations"/>, 0 or more, in their order.</param>
    /// <param name="counts">How many to take of each; 0 unless the outcome is <see cref="SearchOutcome.Found"/>.</param>
    /// <param name="budget">What the search may cost.</param>
    public SearchOutcome MakeChange(Int128 amount, ReadOnlySpan<Int128> till, Span<Int128> counts, StepBudget budget)
    {
        Check(amount, till);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, _values.Length);
        ArgumentNullException.ThrowIfNull(budget);
        counts.Clear();
        var coins = AvailableCoins.Of(_denominations, till, amount);
        var (units, remainder) = Int128.DivRem(amount, coins.Divisor);
        var search = TillSearch.Of(units, coins.Values, coins.Counts);
        if (remainder != 0 || (search.Rest > 0 && search.Breaking < 0))
        {
            return SearchOutcome.None;
        }

        Span<Int128> taken = new Int128[coins.Values.Length];
        if (search.Rest == 0)
        {
            search.Greedy.CopyTo(taken);
        }
        else if (search.MaxRemoved + search.Rest > MaxSums)
        {
            return SearchOutcome.TooLarge;
        }
        else if (!search.TryPay(taken))
        {
            return SearchOutcome.None;
        }

        for (var i = 0; i < taken.Length; i++)
        {
            counts[coins.Indices[i]] = taken[i];
        }

        return SearchOutcome.Found;
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
