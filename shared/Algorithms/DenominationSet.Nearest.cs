namespace Quickchange.Algorithms;

/// <content>The nearest amounts that can be paid.</content>
public sealed partial class DenominationSet
{
    /// <summary>Finds the amounts nearest to one that these denominations can pay, without a limit to their number.</summary>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="budget">The budget for the search.</param>
    /// <param name="nearest">The nearest amounts; both 0 if the result is false.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public bool TryFindNearest(Int128 amount, StepBudget budget, out NearestAmounts nearest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentNullException.ThrowIfNull(budget);
        nearest = default;
        var (units, remainder) = Int128.DivRem(amount, _commonDivisor);
        Int128 below = 0;
        Int128 above = remainder == 0 ? 0 : 1;
        if (!IsCanonical && !IsBeyondGaps(units))
        {
            if (!TryMakeSmallestSums(budget) || !budget.TrySpend(_smallestSums!.StepsOfDistances))
            {
                return false;
            }

            below = _smallestSums.DistanceBelow(units);
            above += _smallestSums.DistanceAbove(units + above);
        }

        nearest = new(
            (units - below) * _commonDivisor,
            above <= (Int128.MaxValue / _commonDivisor) - units ? (units + above) * _commonDivisor : null);
        return true;
    }
}
