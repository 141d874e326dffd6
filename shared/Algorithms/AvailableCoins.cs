namespace Quickchange.Algorithms;

/// <summary>The coins in a till that can be used for an amount: those that are available and not larger.</summary>
internal readonly struct AvailableCoins
{
    private AvailableCoins(long[] values, Int128[] counts, int[] indices)
    {
        Divisor = Arithmetic.DivideByCommonDivisor(values);
        Values = values;
        Counts = counts;
        Indices = indices;
    }

    /// <summary>The values in units of the divisor, largest first.</summary>
    public long[] Values { get; }

    /// <summary>The number of coins of each value.</summary>
    public Int128[] Counts { get; }

    /// <summary>The index of each value among all denominations.</summary>
    public int[] Indices { get; }

    /// <summary>The common divisor of the values, in minor units; 1 if there are no coins.</summary>
    public long Divisor { get; }

    public static AvailableCoins Of(ReadOnlySpan<Denomination> denominations, ReadOnlySpan<Int128> till, Int128 amount)
    {
        Span<int> indices = stackalloc int[denominations.Length];
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

        return new(values, counts, indices[..length].ToArray());
    }
}
