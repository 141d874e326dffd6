using System.Numerics;

namespace Quickchange.Algorithms;

/// <content>The number of ways to pay.</content>
public sealed partial class DenominationSet
{
    /// <summary>Counts the ways to pay an amount, ignoring the order of coins.</summary>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="budget">The budget for counting.</param>
    /// <param name="ways">0 if the amount can't be paid, 1 for the amount 0; 0 if the result is false.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public bool TryCountWays(Int128 amount, StepBudget budget, out BigInteger ways)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentNullException.ThrowIfNull(budget);
        ways = BigInteger.Zero;
        var (units, remainder) = Int128.DivRem(amount, _commonDivisor);
        Span<Int128> limits = stackalloc Int128[_values.Length];
        limits.Fill(Int128.MaxValue);
        return remainder != 0 || Ways.TryCount(units, _values, limits, budget, out ways);
    }

    /// <summary>Counts the ways to pay an amount from a till. The order of coins doesn't matter, and equal coins are interchangeable.</summary>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="till">The number of coins of each of <see cref="Denominations"/>, 0 or more, in their order.</param>
    /// <param name="budget">The budget for counting.</param>
    /// <param name="ways">0 if the till can't pay the amount, 1 for the amount 0; 0 if the result is false.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public bool TryCountWays(Int128 amount, ReadOnlySpan<Int128> till, StepBudget budget, out BigInteger ways)
    {
        Check(amount, till);
        ArgumentNullException.ThrowIfNull(budget);
        ways = BigInteger.Zero;
        var coins = AvailableCoins.Of(_denominations, till, amount);
        var (units, remainder) = Int128.DivRem(amount, coins.Divisor);
        return remainder != 0 || Ways.TryCount(units, coins.Values, coins.Counts, budget, out ways);
    }
}
