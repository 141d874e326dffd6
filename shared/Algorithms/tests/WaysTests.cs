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
        Prop.ForAll(Sets.Values(1, 12).ToArbitrary(), values =>
        {
            var set = Sets.Of(values);
            var expected = BruteForce.Ways(values, [.. values.Select(_ => int.MaxValue)], 150);
            for (var amount = 0; amount < expected.Length; amount++)
            {
                Assert.That(set.TryCountWays(amount, out var ways), Is.True);
                Assert.That(ways, Is.EqualTo(expected[amount]), $"{amount} with {string.Join(' ', values)}");
            }
        });

    [TestCase(6, 3, 2)]
    [TestCase(4, 3, 2, 1)]
    [TestCase(10, 5, 2, 1)]
    [TestCase(12, 8, 4)]
    [TestCase(7)]
    public void Large_amounts_have_the_ways_that_are_enumerated(params int[] values)
    {
        var set = Sets.Of(values);
        var expected = BruteForce.Ways(values, [.. values.Select(_ => int.MaxValue)], 500);
        for (var amount = 0; amount < expected.Length; amount++)
        {
            set.TryCountWays(amount, out var ways);
            Assert.That(ways, Is.EqualTo(expected[amount]), $"{amount}");
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public Property Ways_from_a_till_are_those_that_are_enumerated() =>
        Prop.ForAll(Sets.Tills(15, 6).ToArbitrary(), sample =>
        {
            var (values, till) = sample;
            var set = Sets.Of(values);
            var expected = BruteForce.Ways(values, till, values.Zip(till, (value, count) => value * count).Sum() + 5);
            for (var amount = 0; amount < expected.Length; amount++)
            {
                Assert.That(set.TryCountWays(amount, till.Wide(), out var ways), Is.True);
                Assert.That(ways, Is.EqualTo(expected[amount]), $"{amount} from {string.Join(' ', till)}");
            }
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
    public void What_the_divisor_does_not_divide_has_no_way()
    {
        var set = Sets.Of(10, 5);

        Assert.Multiple(() =>
        {
            Assert.That(set.TryCountWays(7, out var ways) && ways.IsZero, Is.True);
            Assert.That(set.TryCountWays(7, [5, 5], out ways) && ways.IsZero, Is.True);
        });
    }

    [Test]
    public void A_count_that_would_take_too_long_is_refused()
    {
        var set = Sets.Of(1_000_000, 999_983);

        Assert.Multiple(() =>
        {
            Assert.That(set.TryCountWays(3_000_000, out _), Is.True);
            Assert.That(set.TryCountWays(8_000_000, out _), Is.False);
            Assert.That(set.TryCountWays(8_000_000, [100, 100], out _), Is.False);
            // Four coins are left in the till: that is soon counted.
            Assert.That(set.TryCountWays(96 * 1_000_000, [100, 0], out var ways) && ways.IsOne, Is.True);
        });
    }

    [Test]
    public void An_amount_or_a_till_that_cannot_be_is_an_error()
    {
        var set = Sets.Of(5, 1);

        Assert.Multiple(() =>
        {
            Assert.That(() => set.TryCountWays(-1, out _), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => set.TryCountWays(1, [1], out _), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
    }
}
