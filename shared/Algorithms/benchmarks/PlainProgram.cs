using System.Numerics;

namespace Quickchange.Algorithms.Benchmarks;

/// <summary>The simplest solution: a dynamic program over all amounts up to the requested one.</summary>
internal static class PlainProgram
{
    public static long[] MakeChange(int amount, long[] values)
    {
        var fewest = new int[amount + 1];
        var last = new int[amount + 1];
        Array.Fill(fewest, int.MaxValue - 1, 1, amount);
        for (var coin = 0; coin < values.Length; coin++)
        {
            for (var sum = (int)values[coin]; sum <= amount; sum++)
            {
                if (fewest[sum - (int)values[coin]] + 1 < fewest[sum])
                {
                    fewest[sum] = fewest[sum - (int)values[coin]] + 1;
                    last[sum] = coin;
                }
            }
        }

        var counts = new long[values.Length];
        for (var sum = amount; sum > 0; sum -= (int)values[last[sum]])
        {
            counts[last[sum]]++;
        }

        return counts;
    }

    public static BigInteger CountWays(int amount, long[] values)
    {
        var ways = new BigInteger[amount + 1];
        ways[0] = 1;
        foreach (var value in values)
        {
            for (var sum = (int)value; sum <= amount; sum++)
            {
                ways[sum] += ways[sum - (int)value];
            }
        }

        return ways[amount];
    }
}
