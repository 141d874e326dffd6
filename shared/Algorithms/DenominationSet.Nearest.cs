namespace Quickchange.Algorithms;

/// <content>The nearest amounts that can be paid.</content>
public sealed partial class DenominationSet
{
    /// <summary>Finds the amounts nearest to one that these denominations can pay, without a limit to their number.</summary>
    /// <param name="amount">In minor units, 0 or more.</param>
    /// <param name="budget">What finding them may cost.</param>
    /// <param name="nearest">Both 0 where the result is false.</param>
    /// <returns>False if the budget is not enough.</returns>
    public bool TryFindNearest(Int128 amount, StepBudget budget, out NearestAmounts nearest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentNullException.ThrowIfNull(budget);
        var below = amount / _commonDivisor;
        var above = below + (amount % _commonDivisor == 0 ? 0 : 1);
        // 0 can be paid, and one of any L amounts in a row, L being the largest value.
        while (!CanPay(below))
        {
            below--;
        }

        var last = Int128.MaxValue / _commonDivisor;
        while (above <= last && !CanPay(above))
        {
            above++;
        }

        nearest = new(below * _commonDivisor, above <= last ? above * _commonDivisor : null);
        return true;
    }

    private bool CanPay(Int128 units) => IsCanonical || SmallestSums.Attains(units);
}
