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

    /// <summary>Finds the amounts nearest to one that a till can pay.</summary>
    /// <param name="amount">In minor units, 0 or more.</param>
    /// <param name="till">How many there are of each of <see cref="Denominations"/>, 0 or more, in their order.</param>
    /// <param name="budget">What finding them may cost.</param>
    /// <param name="nearest">Both 0 where the result is false.</param>
    /// <returns>False if the search would go through more than <see cref="MaxSums"/> sums.</returns>
    public bool TryFindNearest(Int128 amount, ReadOnlySpan<Int128> till, StepBudget budget, out NearestAmounts nearest)
    {
        ArgumentNullException.ThrowIfNull(budget);
        Check(amount, till);
        nearest = default;
        var coins = AvailableCoins.Of(_denominations, till, amount);
        var (units, remainder) = Int128.DivRem(amount, coins.Divisor);
        var search = TillSearch.Of(units, coins.Values, coins.Counts);
        var next = remainder == 0 ? search : TillSearch.Of(units + 1, coins.Values, coins.Counts);
        if (IsTooLarge(search) || IsTooLarge(next))
        {
            return false;
        }

        var below = amount - remainder - (DistanceBelow(search) * coins.Divisor);
        // A coin that is larger than the amount exceeds it least where it is alone.
        var above = SmallestAbove(amount, till);
        if (next.Rest == 0 || next.Breaking >= 0)
        {
            var distance = next.Rest == 0 ? 0 : next.DistanceAbove();
            var sum = amount - remainder + ((distance + (remainder == 0 ? 0 : 1)) * (Int128)coins.Divisor);
            // Beyond the largest number it is negative.
            above = sum < amount || above < sum ? above : sum;
        }

        nearest = new(below, above);
        return true;
    }

    private bool CanPay(Int128 units) => IsCanonical || SmallestSums.Attains(units);

    private static Int128 DistanceBelow(TillSearch search) =>
        search.Rest == 0 || search.Breaking < 0 ? search.Rest : search.DistanceBelow();

    private static bool IsTooLarge(TillSearch search) =>
        search.Rest > 0 && search.Breaking >= 0 && search.MaxRemoved + search.BreakingValue > MaxSums;

    private Int128? SmallestAbove(Int128 amount, ReadOnlySpan<Int128> till)
    {
        for (var i = till.Length - 1; i >= 0; i--)
        {
            if (till[i] > 0 && _denominations[i].Value > amount)
            {
                return _denominations[i].Value;
            }
        }

        return null;
    }
}
