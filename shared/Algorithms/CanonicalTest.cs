namespace Quickchange.Algorithms;

/// <summary>
/// Whether taking the largest coin that fits, again and again, always needs the fewest coins: then a set of
/// denominations is called canonical.
/// </summary>
/// <remarks>
/// D. Pearson, <see href="https://doi.org/10.1016/j.orl.2004.06.001">A polynomial-time algorithm for the change-making
/// problem</see>, Operations Research Letters 33 (2005). O(n³) for n denominations.
/// </remarks>
internal static class CanonicalTest
{
    /// <param name="values">Largest first, without repetition; the last is 1.</param>
    public static bool IsCanonical(ReadOnlySpan<long> values)
    {
        var greedy = new Int128[values.Length];
        var other = new Int128[values.Length];
        // The smallest amount that greed overpays, if there is one, is next to the greedy choice for just less than
        // a denomination: equal to it up to some coin j, of which it has one more, and without anything smaller.
        for (var i = 0; i < values.Length - 1; i++)
        {
            Greedy.Pay(values[i] - 1, values, greedy);
            Int128 amount = 0;
            Int128 coins = 0;
            for (var j = i + 1; j < values.Length; j++)
            {
                amount += greedy[j] * values[j];
                coins += greedy[j];
                Greedy.Pay(amount + values[j], values, other);
                if (coins + 1 < Sum(other))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static Int128 Sum(ReadOnlySpan<Int128> counts)
    {
        Int128 sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
