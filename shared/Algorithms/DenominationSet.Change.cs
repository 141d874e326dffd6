namespace Quickchange.Algorithms;

/// <content>Change without a limit to the number of coins.</content>
public sealed partial class DenominationSet
{
    // The division of a 128-bit amount, for each coin.
    private const int StepsPerDivision = 128;

    // Made at the first use, and kept; two threads may both make one, and either is good.
    private ResidueTable? _fewestCoins;
    private ResidueTable? _smallestSums;

    /// <summary>Pays an amount with the fewest coins.</summary>
    /// <remarks>
    /// For canonical sets, takes the same time for any amount, and allocates nothing. Other sets create tables when they are
    /// first used, and keep them: 9 bytes for each residue modulo the largest value, and 8 for each modulo the smallest value,
    /// both divided by the common divisor of the values. Amounts below the square of the largest value may also need a search.
    /// </remarks>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="counts">
    /// The number of coins of each of <see cref="Denominations"/>, in their order; 0 unless the outcome is
    /// <see cref="SearchOutcome.Found"/>.
    /// </param>
    /// <param name="budget">The budget for the search.</param>
    public SearchOutcome MakeChange(Int128 amount, Span<Int128> counts, StepBudget budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, _values.Length);
        ArgumentNullException.ThrowIfNull(budget);
        counts.Clear();
        if (!budget.TrySpend((1 + _values.Length) * StepsPerDivision))
        {
            return SearchOutcome.TooLarge;
        }

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

        // The larger coins don't help: greed may serve the others, and their tables are smaller.
        var larger = CountLarger(amount);
        if (larger == _values.Length)
        {
            return amount == 0 ? SearchOutcome.Found : SearchOutcome.None;
        }

        if (larger > 0)
        {
            return budget.TrySpend(CanonicalTest.Steps(_values.Length - larger))
                ? Create(_denominations[larger..]).MakeChange(amount, counts[larger..], budget)
                : SearchOutcome.TooLarge;
        }

        return Search(units, counts, budget);
    }

    // By the number of coins, which needs no table, until the table of fewest coins costs less. That table answers most amounts,
    // and says with how many coins to go on for the others. Before that costs more than to learn whether the amount can be paid
    // at all, this is asked.
    private SearchOutcome Search(Int128 units, Span<Int128> counts, StepBudget budget)
    {
        var fewest = ((units - 1) / _values[0]) + 1;
        var most = units / _values[^1];
        var asked = false;
        var payable = IsBeyondGaps(units);
        for (Int128 range = 1; fewest <= most; range *= 2)
        {
            var last = Int128.Min(most, fewest + range);
            var search = FewestCoinsSearch.Plan(units, _values, fewest, last, budget);
            if (!asked && TryMakeFewestCoins(search?.Steps ?? Int128.MaxValue, budget))
            {
                if (_fewestCoins!.Attains(units))
                {
                    return Pay(units, counts, budget);
                }

                asked = true;
                fewest = Int128.Max(fewest, _fewestCoins.Bound(units));
                range = 1;
                continue;
            }

            if (!payable && (search is null || search.Steps > ResidueTable.StepsOfSmallestSums(_values)) && TryMakeSmallestSums(budget))
            {
                if (!_smallestSums!.Attains(units))
                {
                    return SearchOutcome.None;
                }

                payable = true;
            }

            if (search is null || !budget.TrySpend(search.Steps))
            {
                return SearchOutcome.TooLarge;
            }

            if (search.TryPay(counts))
            {
                return SearchOutcome.Found;
            }

            fewest = last + 1;
        }

        return SearchOutcome.None;
    }

    private SearchOutcome Pay(Int128 units, Span<Int128> counts, StepBudget budget)
    {
        if (!budget.TrySpend(_fewestCoins!.StepsToPay(units)))
        {
            return SearchOutcome.TooLarge;
        }

        _fewestCoins.Pay(units, counts);
        return SearchOutcome.Found;
    }

    // From the product of the smallest and the largest value on, both less 1, all amounts can be paid if the values have
    // nothing in common (A. Brauer, https://doi.org/10.2307/2371684, American Journal of Mathematics 64, 1942).
    private bool IsBeyondGaps(Int128 units) => units >= (Int128)(_values[0] - 1) * (_values[^1] - 1);

    private int CountLarger(Int128 amount)
    {
        var larger = 0;
        while (larger < _denominations.Length && _denominations[larger].Value > amount)
        {
            larger++;
        }

        return larger;
    }

    // Unless something else costs less than it would.
    private bool TryMakeFewestCoins(Int128 otherwise, StepBudget budget)
    {
        var steps = ResidueTable.StepsOfFewestCoins(_values);
        if (_fewestCoins is null && steps <= otherwise && budget.TrySpend(steps))
        {
            _fewestCoins = ResidueTable.OfFewestCoins(_values);
        }

        return _fewestCoins is not null;
    }

    private bool TryMakeSmallestSums(StepBudget budget)
    {
        if (_smallestSums is null && budget.TrySpend(ResidueTable.StepsOfSmallestSums(_values)))
        {
            _smallestSums = ResidueTable.OfSmallestSums(_values);
        }

        return _smallestSums is not null;
    }
}
