namespace Quickchange.Algorithms;

/// <summary>The greedy algorithm, which repeatedly takes the largest denomination that fits.</summary>
internal static class Greedy
{
    /// <param name="amount">0 or more.</param>
    /// <param name="values">Largest first.</param>
    /// <param name="counts">How many of each.</param>
    /// <returns>The remainder when no denomination fits.</returns>
    public static Int128 Pay(Int128 amount, ReadOnlySpan<long> values, Span<Int128> counts)
    {
        for (var i = 0; i < values.Length; i++)
        {
            counts[i] = amount / values[i];
            amount -= counts[i] * values[i];
        }

        return amount;
    }
}
