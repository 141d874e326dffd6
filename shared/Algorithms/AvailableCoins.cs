namespace Quickchange.Algorithms;

/// <summary>The coins of a till that an amount can be paid with: those that are there and not larger.</summary>
internal readonly struct AvailableCoins
{
    private AvailableCoins(long[] values, Int128[] counts, int[] indices)
    {
        var divisor = Math.Max(1, Arithmetic.CommonDivisor(values));
        Values = Array.ConvertAll(values, value => value / divisor);
        Counts = counts;
        Indices = indices;
        Divisor = divisor;
    }

    /// <summary>In units of the divisor, largest first.</summary>
    public long[] Values { get; }

    /// <summary>How many there are of each value.</summary>
    public Int128[] Counts { get; }

    /// <summary>The place of each value among all denominations.</summary>
    public int[] Indices { get; }

    /// <summary>What the values have in common, in minor units; 1 if there are no coins.</summary>
    public long Divisor { get; }

    public static AvailableCoins Of(ReadOnlySpan<Denomination> denominations, ReadOnlySpan<Int128> till, Int128 amount)
    {
        var indices = new int[denominations.Length];
        var length = 0;
        for (var i = 0; i < denominations.Length; i++)
        {
            if (till[i] > 0 && denominations[i].Value <= amount)
            {
                indices[length++] = i;
            }
        }

        var values = new long[length];
        var counts = new Int128[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = denominations[indices[i]].Value;
            counts[i] = till[indices[i]];
        }

        return new(values, counts, indices[..length]);
    }
}
