namespace Quickchange.Algorithms;

/// <content>Change without a limit to the number of coins.</content>
public sealed partial class DenominationSet
{
    // Made at the first use, and kept; two threads may both make one, and either is good.
    private ResidueTable? _fewestCoins;
    private ResidueTable? _smallestSums;

    private ResidueTable FewestCoins => _fewestCoins ??= ResidueTable.OfFewestCoins(_values);

    private ResidueTable SmallestSums => _smallestSums ??= ResidueTable.OfSmallestSums(_values);

    /// <summary>The most steps, of a few nanoseconds each, of the search that some amounts of some sets need.</summary>
    public const long MaxSteps = 200_000_000;

    /// <summary>Pays an amount with the fewest coins.</summary>
    /// <remarks>
    /// Takes the same time for any amount, and allocates nothing for canonical sets. Other sets build a table when they
    /// are first used, of 9 bytes for each residue modulo the largest value. Amounts below the square of the largest
    /// value may need a search beyond that table, which gives up after <see cref="MaxSteps"/>; no everyday set has such
    /// amounts.
    /// </remarks>
    /// <param name="amount">In minor units, 0 or more.</param>
    /// <param name="counts">
    /// One for each of <see cref="Denominations"/>, in their order; 0 unless the outcome is
    /// <see cref="SearchOutcome.Found"/>.
    /// </param>
    /// <param name="budget">What the search may cost.</param>
    public SearchOutcome MakeChange(Int128 amount, Span<Int128> counts, StepBudget budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, _values.Length);
        ArgumentNullException.ThrowIfNull(budget);
        counts.Clear();
        var (units, remainder) = Int128.DivRem(amount, _commonDivisor);
        if (remainder != 0)
        {
            return SearchOutcome.None;
        }

        if (IsCanonical)
        {
            Greedy.Pay(units, _values, counts);
            return SearchOutcome.Found;
        }

        if (FewestCoins.Attains(units))
        {
            FewestCoins.Pay(units, counts);
            return SearchOutcome.Found;
        }

        if (!SmallestSums.Attains(units))
        {
            return SearchOutcome.None;
        }

        return FewestCoinsSearch.TryPay((long)units, _values, FewestCoins, counts)
            ? SearchOutcome.Found
            : SearchOutcome.TooLarge;
    }
}
