namespace Quickchange.Algorithms;

/// <content>The nearest amounts that a till can pay.</content>
public sealed partial class DenominationSet
{
    /// <summary>Finds the amounts nearest to one that a till can pay.</summary>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="till">The number of coins of each of <see cref="Denominations"/>, 0 or more, in their order.</param>
    /// <param name="budget">The budget for the search.</param>
    /// <param name="nearest">The nearest amounts; both 0 if the result is false.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public bool TryFindNearest(Int128 amount, ReadOnlySpan<Int128> till, StepBudget budget, out NearestAmounts nearest)
    {
        ArgumentNullException.ThrowIfNull(budget);
        Check(amount, till);
        nearest = default;
        var coins = AvailableCoins.Of(_denominations, till, amount);
        var (units, remainder) = Int128.DivRem(amount, coins.Divisor);
        var search = new TillSearch(units, coins.Values, coins.Counts);
        if (!search.TryFindNearest(remainder == 0 ? 0 : 1, budget, out var less, out var more))
        {
            return false;
        }

        // A coin that is larger than the amount exceeds it least where it is alone.
        var above = SmallestAbove(amount, till);
        if (more is { } distance)
        {
            var sum = amount - remainder + (distance * coins.Divisor);
            // Beyond the largest number it is negative.
            above = sum < amount || above < sum ? above : sum;
        }

        nearest = new(amount - remainder - (less * coins.Divisor), above);
        return true;
    }

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
