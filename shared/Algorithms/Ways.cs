using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>Counts ways to pay.</summary>
/// <remarks>
/// Without limits, and with M the least common multiple of n values: fewer than M / v of each coin v, the rest in packets
/// worth M, so amount A has the sum over k of N[A mod M + kM] · C(A / M − k + n − 1, n − 1) ways, N being the ways to make
/// a sum with such limits. E. T. Bell, <see href="https://doi.org/10.2307/2371807">Interpolated denumerants and Lambert
/// series</see>, American Journal of Mathematics 65 (1943).
/// </remarks>
internal static class Ways
{
    /// <summary>Counts the ways to pay an amount with as many of each coin as needed.</summary>
    public static bool TryCount(Int128 amount, long[] values, int maxWords, out BigInteger ways)
    {
        ways = BigInteger.Zero;
        var packet = (Int128)Arithmetic.CommonMultiple(values);
        var limits = new Int128[values.Length];
        Int128 last = 0;
        for (var i = 0; i < values.Length; i++)
        {
            limits[i] = (packet / values[i]) - 1;
            last += limits[i] * values[i];
        }

        if (amount <= last)
        {
            Array.Fill(limits, Int128.MaxValue);
            return TryCount(amount, values, limits, maxWords, out ways);
        }

        if (!WayTable.TryCreate(last, values, limits, maxWords, out var table))
        {
            return false;
        }

        var (packets, rest) = Int128.DivRem(amount, packet);
        for (var used = Int128.Zero; used <= packets && rest + (used * packet) <= last; used++)
        {
            ways += table![(int)(rest + (used * packet))] * Distributions(packets - used, values.Length);
        }

        return true;
    }

    /// <summary>Counts the ways to pay an amount with limited numbers of coins.</summary>
    public static bool TryCount(
        Int128 amount, ReadOnlySpan<long> values, ReadOnlySpan<Int128> limits, int maxWords, out BigInteger ways)
    {
        // What is left says as much as what is taken.
        var left = -(BigInteger)amount;
        for (var i = 0; i < values.Length; i++)
        {
            left += (BigInteger)limits[i] * values[i];
        }

        ways = BigInteger.Zero;
        if (left < 0)
        {
            return true;
        }

        var sum = left < amount ? (Int128)left : amount;
        if (!WayTable.TryCreate(sum, values, limits, maxWords, out var table))
        {
            return false;
        }

        ways = table![(int)sum];
        return true;
    }

    // The ways to make up a number of packets from n coins.
    private static BigInteger Distributions(Int128 packets, int coins)
    {
        var result = BigInteger.One;
        for (var i = 1; i < coins; i++)
        {
            result = result * ((BigInteger)packets + i) / i;
        }

        return result;
    }
}
