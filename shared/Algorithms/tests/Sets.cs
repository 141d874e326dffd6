using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

/// <summary>Sets of denominations to test with.</summary>
internal static class Sets
{
    public static DenominationSet Of(params int[] values) => Of(Array.ConvertAll(values, value => (long)value));

    public static DenominationSet Of(params long[] values) =>
        Of(Array.ConvertAll(values, value => new Denomination(value, "coin", "coins")));

    public static DenominationSet Of(Denomination[] denominations)
    {
        Assert.That(DenominationSet.TryCreate(denominations, out var set), Is.EqualTo(DenominationSetError.None));
        return set!;
    }

    /// <summary>One to seven different values, largest first.</summary>
    public static Gen<int[]> Values(int least, int most) =>
        Gen.Choose(1, 7)
            .SelectMany(count => Gen.Choose(least, most).ArrayOf(count))
            .Select(values => values.Distinct().OrderDescending().ToArray());

    /// <summary>
    /// Sets of every structure, largest first, the same for each seed: few values and many, with something in common, close
    /// to each other, with a 1, all but one with something in common, and everyday ones.
    /// </summary>
    public static IEnumerable<int[]> Structured(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var most = random.Next(2, 60);
            var length = i % 8 == 0 ? DenominationSet.MaxCount : random.Next(1, 8);
            var values = Enumerable.Range(0, length).Select(_ => random.Next(1, most));
            var common = random.Next(2, 5);
            yield return [.. (random.Next(6) switch
            {
                0 => values,
                1 => values.Select(value => value * common),
                2 => Enumerable.Range(most, length),
                3 => values.Append(1),
                4 => values.Take(6).Select(value => value * common).Append(most),
                _ => new[] { 1, 2, 5, 10, 20, 25, 50 }.Skip(random.Next(4)),
            }).Distinct().OrderDescending().Take(DenominationSet.MaxCount)];
        }
    }

    /// <summary>Values, and how many there are of each.</summary>
    public static Gen<(int[] Values, int[] Till)> Tills(int mostValue, int mostCoins) =>
        Values(1, mostValue).SelectMany(values =>
            Gen.Choose(0, mostCoins).ArrayOf(values.Length).Select(till => (values, till)));

    /// <summary>Tills with values and numbers of coins that searches find hard, worth up to some thousand.</summary>
    public static IEnumerable<(int[] Values, int[] Till)> HardTills(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count;)
        {
            var values = HardValues(random, random.Next(2, 50));
            var kind = random.Next(5);
            var till = Array.ConvertAll(values, _ => kind switch
            {
                0 => random.Next(4),
                1 => random.Next(12),
                2 => (1 << random.Next(6)) - 1,
                3 => 1 << random.Next(6),
                _ => random.Next(3) == 0 ? random.Next(150) : random.Next(3),
            });
            if (values.Zip(till, (value, coins) => value * coins).Sum() <= 2000)
            {
                i++;
                yield return (values, till);
            }
        }
    }

    // Any, close to each other, with something in common, around powers of two, or many small ones.
    private static int[] HardValues(Random random, int most)
    {
        var kind = random.Next(5);
        return [.. Enumerable.Range(0, random.Next(1, 8))
            .Select(_ => kind switch
            {
                0 => random.Next(1, most + 1),
                1 => Math.Max(1, most - random.Next(10)),
                2 => 3 * random.Next(1, (most / 3) + 2),
                3 => (2 << random.Next(6)) - random.Next(2),
                _ => random.Next(1, 11),
            })
            .Distinct()
            .OrderDescending()];
    }

    /// <summary>More than a request may cost.</summary>
    public static StepBudget Plenty => new(1_000_000_000);

    /// <summary>About a quarter of a second.</summary>
    public static StepBudget OfRequest => new(250_000_000);

    public static bool TryMakeChange(this DenominationSet set, Int128 amount, Int128[] counts) =>
        set.MakeChange(amount, counts, Plenty) == SearchOutcome.Found;

    public static SearchOutcome MakeChange(this DenominationSet set, Int128 amount, Int128[] till, Int128[] counts) =>
        set.MakeChange(amount, till, counts, Plenty);

    public static NearestAmounts Nearest(this DenominationSet set, Int128 amount)
    {
        Assert.That(set.TryFindNearest(amount, Plenty, out var nearest), Is.True);
        return nearest;
    }

    public static NearestAmounts Nearest(this DenominationSet set, Int128 amount, Int128[] till)
    {
        Assert.That(set.TryFindNearest(amount, till, Plenty, out var nearest), Is.True);
        return nearest;
    }

    public static bool TryCountWays(this DenominationSet set, Int128 amount, out BigInteger ways) =>
        set.TryCountWays(amount, Plenty, out ways);

    public static bool TryCountWays(this DenominationSet set, Int128 amount, Int128[] till, out BigInteger ways) =>
        set.TryCountWays(amount, till, Plenty, out ways);

    public static Int128[] Wide(this int[] counts) => Array.ConvertAll(counts, count => (Int128)count);

    public static Int128 Sum(this DenominationSet set, Int128[] counts)
    {
        Int128 sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i] * set.Denominations[i].Value;
        }

        return sum;
    }

    public static Int128 Total(this Int128[] counts) => counts.Aggregate(Int128.Zero, (sum, count) => sum + count);
}
