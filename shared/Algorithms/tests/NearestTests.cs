using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

/// <summary>The nearest amounts that can be paid, against enumeration.</summary>
public class NearestTests
{
    [FsCheck.NUnit.Property(MaxTest = 40)]
    public Property The_nearest_amounts_without_limits_are_those_that_are_enumerated() =>
        Prop.ForAll(Sets.Values(1, 30).ToArbitrary(), values => AssertNearest(values, 300));

    [Test]
    public void Sets_of_every_structure_have_the_nearest_amounts_that_are_enumerated()
    {
        foreach (var values in Sets.Structured(seed: 7, count: 120))
        {
            AssertNearest(values, 150);
        }
    }

    // What the smallest coin leaves is all that counts.
    [TestCase(6, 0, 7)]
    [TestCase(999_999_999_999_997, 999_999_999_999_994, 999_999_999_999_999)]
    public void The_nearest_amounts_of_huge_values_cost_what_the_smallest_does(long amount, long below, long above)
    {
        var set = Sets.Of(1_000_000_000_000_000, 999_999_999_999_999, 7);

        Assert.That(set.TryFindNearest(amount, new(10_000), out var nearest), Is.True);
        Assert.That(nearest, Is.EqualTo(new NearestAmounts(below, above)));
    }

    [Test]
    public void A_large_amount_can_be_paid_by_values_without_anything_in_common()
    {
        var set = Sets.Of(1_000_000_000_000_000, 999_999_999_999_999);

        Assert.That(set.TryFindNearest(Int128.MaxValue, new(1_000), out var nearest), Is.True);
        Assert.That(nearest, Is.EqualTo(new NearestAmounts(Int128.MaxValue, Int128.MaxValue)));
    }

    [Test]
    public void What_would_take_too_long_without_a_till_is_refused()
    {
        var set = Sets.Of(1_000_000_000_000_000, 999_999_999_999_999);

        Assert.That(set.TryFindNearest(1_500_000_000_000_000, Sets.OfRequest, out var nearest), Is.False);
        Assert.That(nearest, Is.EqualTo(default(NearestAmounts)));
    }

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property The_nearest_amounts_of_a_till_are_those_that_are_enumerated() =>
        Prop.ForAll(Sets.Tills(20, 5).ToArbitrary(), sample =>
        {
            var (values, till) = sample;
            AssertNearest(values, till);
        });

    [Test]
    public void The_nearest_amounts_of_tills_of_every_kind_are_those_that_are_enumerated([Range(0, 9)] int seed)
    {
        foreach (var (values, till) in Sets.HardTills(seed, 60))
        {
            AssertNearest(values, till);
        }
    }

    [Test]
    public void Without_pennies_the_nearest_amounts_are_multiples_of_a_nickel() =>
        Assert.That(Sets.Of(25, 10, 5).Nearest(188), Is.EqualTo(new NearestAmounts(185, 190)));

    [Test]
    public void Nothing_is_above_the_largest_number() =>
        Assert.That(Sets.Of(10, 5).Nearest(Int128.MaxValue), Is.EqualTo(new NearestAmounts(Int128.MaxValue - 2, null)));

    [Test]
    public void A_till_of_the_largest_amount_pays_nothing_above_it() =>
        Assert.That(Sets.Of(10, 5).Nearest(Int128.MaxValue, [Int128.MaxValue, 1]), Is.EqualTo(new NearestAmounts(Int128.MaxValue - 2, null)));

    [Test]
    public void A_till_of_very_many_large_coins_is_searched_near_the_amount()
    {
        Int128 plenty = 1_000_000_000_000_000;

        Assert.That(
            Sets.Of(25, 10).Nearest((plenty * 25) + 3, [plenty, 2]), Is.EqualTo(new NearestAmounts(plenty * 25, (plenty * 25) + 10)));
    }

    [Test]
    public void The_smallest_coin_above_the_amount_may_be_the_nearest() =>
        Assert.That(Sets.Of(1_000_000, 500, 100).Nearest(450, [1, 1, 2]), Is.EqualTo(new NearestAmounts(200, 500)));

    [Test]
    public void A_search_that_the_budget_is_not_enough_for_is_refused()
    {
        var set = Sets.Of(1_000_000, 999_983);
        Int128[] till = [Int128.MaxValue, Int128.MaxValue];
        var plenty = Sets.Plenty;

        Assert.That(set.TryFindNearest(Int128.MaxValue / 2, till, plenty, out _), Is.True);
        Assert.That(set.TryFindNearest(Int128.MaxValue / 2, till, new(plenty.Spent), out _), Is.True);
        Assert.That(set.TryFindNearest(Int128.MaxValue / 2, till, new(plenty.Spent - 1), out var nearest), Is.False);
        Assert.That(nearest, Is.EqualTo(default(NearestAmounts)));
    }

    private static void AssertNearest(int[] values, int last)
    {
        var set = Sets.Of(values);
        AssertNearest(BruteForce.Fewest(values, last + values[0]), last, amount => set.Nearest(amount), string.Join(' ', values));
    }

    private static void AssertNearest(int[] values, int[] till)
    {
        var set = Sets.Of(values);
        var fewest = BruteForce.Fewest(values, till, BruteForce.MoreThanAll(values, till));
        AssertNearest(
            fewest, fewest.Length - 1, amount => set.Nearest(amount, till.Wide()), $"{string.Join(' ', values)} from {string.Join(' ', till)}");
    }

    private static void AssertNearest(int?[] fewest, int last, Func<int, NearestAmounts> nearest, string what)
    {
        var payable = Array.ConvertAll(fewest, coins => coins is not null);
        for (var amount = 0; amount <= last; amount++)
        {
            var above = Array.IndexOf(payable, true, amount);
            var expected = new NearestAmounts(Array.LastIndexOf(payable, true, amount), above < 0 ? null : above);
            Assert.That(nearest(amount), Is.EqualTo(expected), $"{amount} with {what}");
        }
    }
}
