namespace Quickchange.Algorithms;

/// <summary>
/// Tests whether the greedy algorithm, which repeatedly takes the largest coin that fits, always gives the fewest coins: then a
/// set of denominations is called canonical.
/// </summary>
/// <remarks>
/// D. Pearson, <see href="https://doi.org/10.1016/j.orl.2004.06.001">A polynomial-time algorithm for the change-making
/// problem</see>, Operations Research Letters 33 (2005). O(n³) for n denominations.
/// </remarks>
internal static class CanonicalTest
{
    // Paying takes this much for each coin.
    private const int StepsPerCoin = 8;

    /// <summary>The steps of the test for a number of denominations.</summary>
    public static long Steps(int denominations) => (long)denominations * denominations * (1 + denominations) * StepsPerCoin / 2;

    /// <param name="values">Largest first, without repetition, at most 2^61; the last is 1.</param>
    public static bool IsCanonical(ReadOnlySpan<long> values)
    {
        // The smallest amount that greed overpays, if there is one, is next to the greedy choice for just less than
        // a denomination: equal to it up to some coin j, of which it has one more, and without anything smaller.
        for (var i = 0; i < values.Length - 1; i++)
        {
            var rest = values[i] - 1;
            var coins = 0L;
            for (var j = i + 1; j < values.Length; j++)
            {
                var (count, less) = Math.DivRem(rest, values[j]);
                rest = less;
                coins += count;
                if (coins + 1 < GreedyCoins(values[i] - 1 - rest + values[j], values))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static long GreedyCoins(long amount, ReadOnlySpan<long> values)
    {
        var coins = 0L;
        foreach (var value in values)
        {
            if (amount >= value)
            {
                var (count, rest) = Math.DivRem(amount, value);
                amount = rest;
                coins += count;
            }
        }

        return coins;
    }
}
