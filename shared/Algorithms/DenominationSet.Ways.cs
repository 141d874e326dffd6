using System.Numerics;

namespace Quickchange.Algorithms;

/// <content>The number of ways to pay.</content>
public sealed partial class DenominationSet
{
    /// <summary>Counts the ways to pay an amount, the order of coins aside.</summary>
    /// <param name="amount">In minor units, 0 or more.</param>
    /// <param name="budget">What counting may cost.</param>
    /// <param name="ways">0 if the amount can't be paid, 1 for the amount 0; 0 where the result is false.</param>
    /// <returns>False if the budget is not enough.</returns>
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

    /// <summary>Counts the ways to pay an amount from a till, the order of coins and which one of a kind aside.</summary>
    /// <param name="amount">In minor units, 0 or more.</param>
    /// <param name="till">How many there are of each of <see cref="Denominations"/>, 0 or more, in their order.</param>
    /// <param name="budget">What counting may cost.</param>
    /// <param name="ways">0 if the till can't pay the amount, 1 for the amount 0; 0 where the result is false.</param>
    /// <returns>False if the budget is not enough.</returns>
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
