using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

/// <summary>The number of ways, against enumeration.</summary>
public class WaysTests
{
    [Test]
    public void A_dollar_has_242_ways_in_pennies_nickels_dimes_and_quarters()
    {
        Assert.That(Sets.Of(25, 10, 5, 1).TryCountWays(100, out var ways), Is.True);
        Assert.That(ways, Is.EqualTo((BigInteger)242));
    }

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public Property Ways_without_limits_are_those_that_are_enumerated() =>
        Prop.ForAll(Sets.Values(1, 12).ToArbitrary(), values => AssertWays(values, 150));

    [TestCase(6, 3, 2)]
    [TestCase(4, 3, 2, 1)]
    [TestCase(10, 5, 2, 1)]
    [TestCase(12, 8, 4)]
    [TestCase(7)]
    public void Large_amounts_have_the_ways_that_are_enumerated(params int[] values) => AssertWays(values, 500);

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public Property Ways_from_a_till_are_those_that_are_enumerated() =>
        Prop.ForAll(Sets.Tills(15, 6).ToArbitrary(), sample =>
        {
            var (values, till) = sample;
            AssertWays(values, BruteForce.MoreThanAll(values, till), till);
        });

    [Test]
    public void Two_coins_have_a_way_for_each_number_of_the_larger_even_at_the_largest_amount()
    {
        Assert.That(Sets.Of(2, 1).TryCountWays(Int128.MaxValue, out var ways), Is.True);
        Assert.That(ways, Is.EqualTo((BigInteger)(Int128.MaxValue / 2) + 1));
    }

    [Test]
    public void Counts_of_several_words_carry_between_them()
    {
        // The ways to distribute 600 pairs to 40 coins of nearly one value grow far beyond 128 bits.
        int[] values = [.. Enumerable.Range(1, 40).Reverse()];
        var expected = BruteForce.Ways(values, [.. values.Select(_ => 3)], 1_200);

        Assert.That(Sets.Of(values).TryCountWays(1_200, [.. values.Select(_ => (Int128)3)], out var ways), Is.True);
        Assert.That(ways, Is.EqualTo(expected[1_200]));
        Assert.That(ways, Is.GreaterThan(BigInteger.One << 64));
    }

    [TestCase(60, 30)]
    [TestCase(64, 12)]
    public void Many_coins_without_limits_have_counts_of_several_words(int most, int count)
    {
        int[] values = [.. Enumerable.Range(most - count + 1, count).Reverse()];
        var expected = BruteForce.Ways(values, [.. values.Select(_ => int.MaxValue)], 2_000);

        Assert.That(Sets.Of(values).TryCountWays(2_000, out var ways), Is.True);
        Assert.That(ways, Is.EqualTo(expected[2_000]));
    }

    [Test]
    public void Every_coin_and_note_of_the_euro_counts_a_huge_amount()
    {
        var set = Sets.Of(Denominations.Of("EUR", notes: true));

        Assert.That(set.TryCountWays(1_000_000_000_000_000_000, out var ways), Is.True);
        // For large amounts the count nears amount^(n − 1) / ((n − 1)! · product of the values).
        var estimate = set.Denominations.ToArray().Aggregate(BigInteger.Pow(10, 18 * (set.Denominations.Length - 1)), (rest, coin) => rest / coin.Value);
        estimate = Enumerable.Range(1, set.Denominations.Length - 1).Aggregate(estimate, (rest, factor) => rest / factor);
        Assert.That((double)(ways / (estimate / 1_000_000)), Is.EqualTo(1_000_000).Within(1));
    }

    [Test]
    public void Sets_of_every_structure_have_the_ways_that_are_enumerated()
    {
        var random = new Random(4);
        foreach (var values in Sets.Structured(seed: 4, count: 30))
        {
            AssertWays(values, 400);
            AssertWays(values, 400, [.. values.Select(_ => random.Next(5) switch { 0 => int.MaxValue, 1 => random.Next(100), _ => random.Next(5) })]);
        }
    }

    [Test]
    public void A_huge_amount_has_as_many_ways_as_partitions_into_three_parts()
    {
        // The nearest whole number to (n + 3)² / 12, since A. De Morgan.
        var amount = Int128.MaxValue - 3;

        Assert.That(Sets.Of(3, 2, 1).TryCountWays(amount, out var ways), Is.True);
        Assert.That(ways, Is.EqualTo((BigInteger.Pow(Int128.MaxValue, 2) + 6) / 12));
    }

    [Test]
    public void A_till_with_few_of_one_coin_and_enough_of_the_others_is_the_sum_over_the_few()
    {
        var set = Sets.Of(7, 5, 3, 2);
        Int128 amount = 1_000_000_000_000_000_000;
        var expected = BigInteger.Zero;
        for (var few = 0; few <= 4; few++)
        {
            Sets.Of(7, 3, 2).TryCountWays(amount - (few * 5), out var ways);
            expected += ways;
        }

        Assert.That(set.TryCountWays(amount, [amount, 4, amount, amount], out var all), Is.True);
        Assert.That(all, Is.EqualTo(expected));
    }

    // The currencies' own denominations, the largest amount that can be asked for, and far larger tills than any is.
    [Test]
    public void The_ways_of_every_currency_are_counted_well_within_a_requests_budget()
    {
        var random = new Random(5);
        var sets =
            from code in Denominations.Known.Split(", ")
            from notes in new[] { false, true }
            select Denominations.Of(code, notes);
        foreach (var denominations in sets)
        {
            var set = Sets.Of(denominations);
            var smallest = denominations[^1].Value;
            Assert.That(set.TryCountWays((Int128)Math.Pow(10, 32) / smallest * smallest, new(20_000_000), out var ways), Is.True);
            Assert.That(ways, Is.GreaterThan(BigInteger.One));

            Int128[] till = [.. denominations.Select(_ => (Int128)random.Next(2_000))];
            Assert.That(set.TryCountWays(set.Sum(till) / 2 / smallest * smallest, till, new(50_000_000), out ways), Is.True);
            Assert.That(ways, Is.GreaterThan(BigInteger.One));
        }
    }

    [Test]
    public void A_count_that_would_take_too_long_is_refused()
    {
        var set = Sets.Of(1_000_000, 999_983);

        using var all = Assert.EnterMultipleScope();
        Assert.That(set.TryCountWays(3_000_000, Sets.OfRequest, out _), Is.True);
        Assert.That(set.TryCountWays(Int128.MaxValue, Sets.OfRequest, out var ways), Is.False);
        Assert.That(ways, Is.EqualTo(BigInteger.Zero));
        Assert.That(set.TryCountWays(50_000_000_000, [50_000, 50_000], Sets.OfRequest, out ways), Is.False);
        Assert.That(ways, Is.EqualTo(BigInteger.Zero));
        // Four coins are left in the till: that is soon counted.
        Assert.That(set.TryCountWays(96 * 1_000_000, [100, 0], new(20_000), out ways) && ways.IsOne, Is.True);
    }

    [Test]
    public void A_count_costs_the_same_steps_each_time_and_is_refused_with_one_less()
    {
        foreach (var values in Sets.Structured(seed: 6, count: 60))
        {
            var set = Sets.Of(values);
            Int128[] till = [.. values.Select(value => (Int128)(500 / value))];
            Int128 amount = values[0];
            var (free, limited) = (Sets.Plenty, Sets.Plenty);
            set.TryCountWays(amount * 100, free, out var ways);
            set.TryCountWays(amount, till, limited, out var fromTill);

            Assert.That(set.TryCountWays(amount * 100, new(free.Spent), out var again) && again == ways, Is.True);
            Assert.That(set.TryCountWays(amount * 100, new(free.Spent - 1), out _), Is.False);
            Assert.That(set.TryCountWays(amount, till, new(limited.Spent), out again) && again == fromTill, Is.True);
            Assert.That(set.TryCountWays(amount, till, new(limited.Spent - 1), out _), Is.False);
        }
    }

    // Without a till, as if there were enough of each.
    private static void AssertWays(int[] values, int last, int[]? till = null)
    {
        var set = Sets.Of(values);
        var expected = BruteForce.Ways(values, till ?? Array.ConvertAll(values, _ => int.MaxValue), last);
        for (var amount = 0; amount <= last; amount++)
        {
            var counted = till is null ? set.TryCountWays(amount, out var ways) : set.TryCountWays(amount, till.Wide(), out ways);
            Assert.That(
                (counted, ways), Is.EqualTo((true, expected[amount])), $"{amount} with {string.Join(' ', values)} from {string.Join(' ', till ?? [])}");
        }
    }
}
