using System.Numerics;

namespace Quickchange.Algorithms.Tests;

/// <summary>The simplest possible programs, with which the others are compared.</summary>
internal static class BruteForce
{
    /// <summary>The fewest coins for each amount up to the last one; null where it can't be paid.</summary>
    public static int?[] Fewest(int[] values, int last)
    {
        var fewest = new int?[last + 1];
        fewest[0] = 0;
        for (var amount = 1; amount <= last; amount++)
        {
            fewest[amount] = values.Where(value => value <= amount).Min(value => fewest[amount - value] + 1);
        }

        return fewest;
    }

    /// <summary>The same with a till, by trying every number of every coin.</summary>
    public static int?[] Fewest(int[] values, int[] till, int last) =>
        Combine(values, till, last, (int?)null, 0, (fewest, other, count) => other is null || fewest <= other + count ? fewest : other + count);

    /// <summary>Slightly more than a till can pay.</summary>
    public static int MoreThanAll(int[] values, int[] till) => values.Zip(till, (value, count) => value * count).Sum() + 5;

    /// <summary>The number of ways for each amount up to the last one.</summary>
    public static BigInteger[] Ways(int[] values, int[] till, int last) =>
        Combine(values, till, last, BigInteger.Zero, BigInteger.One, (ways, other, count) => count == 0 ? other : ways + other);

    public static int Greedy(int[] values, int amount)
    {
        var coins = 0;
        foreach (var value in values.OrderDescending())
        {
            coins += amount / value;
            amount %= value;
        }

        return coins;
    }

    private static T[] Combine<T>(int[] values, int[] till, int last, T none, T empty, Func<T, T, int, T> add)
    {
        var sums = new T[last + 1];
        Array.Fill(sums, none);
        sums[0] = empty;
        foreach (var (value, limit) in values.Zip(till))
        {
            var next = new T[last + 1];
            Array.Fill(next, none);
            for (var amount = 0; amount <= last; amount++)
            {
                for (var count = 0; count <= limit && count * value <= amount; count++)
                {
                    next[amount] = add(next[amount], sums[amount - (count * value)], count);
                }
            }

            sums = next;
        }

        return sums;
    }
}
