using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

/// <summary>Change without limits, against brute force.</summary>
public class ChangeTests
{
    [Test]
    public void The_lessons_amount_is_seven_quarters_a_dime_and_four_pennies()
    {
        var set = Sets.Of(25, 10, 5, 1);
        var counts = new Int128[4];

        Assert.That(set.TryMakeChange(189, counts), Is.True);
        Assert.That(counts, Is.EqualTo(new Int128[] { 7, 1, 0, 4 }));
    }

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public Property Change_uses_the_fewest_coins_and_what_cannot_be_paid_is_said_so() =>
        Prop.ForAll(Sets.Values(1, 40).ToArbitrary(), values => AssertFewest(values, 200));

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public Property Large_values_with_much_in_common_are_as_small_ones() =>
        Prop.ForAll(Sets.Values(1, 12).ToArbitrary(), values => AssertFewest([.. values.Select(value => value * 30)], 500));

    // Here a best payment of the residue alone has more wraps than the amount has room for.
    [TestCase(40, 21, 1)]
    [TestCase(40, 39, 2)]
    [TestCase(47, 46, 45, 3, 2)]
    [TestCase(60, 59, 31, 7, 1)]
    [TestCase(50, 26, 25, 24)]
    public void Change_uses_the_fewest_coins_where_the_amount_has_few_of_the_largest(params int[] values) =>
        AssertFewest(values, values[0] * values[0]);

    [Test]
    public void Sets_of_every_structure_are_paid_with_the_fewest_coins()
    {
        foreach (var values in Sets.Structured(seed: 1, count: 120))
        {
            AssertFewest(values, 150);
        }
    }

    // Whatever the range that is searched, and without a table that says where to begin.
    [Test]
    public void The_search_by_count_finds_the_fewest_coins_in_its_range()
    {
        foreach (var values in Sets.Structured(seed: 2, count: 60))
        {
            var fewest = BruteForce.Fewest(values, 150);
            for (var amount = 1; amount < fewest.Length; amount++)
            {
                var most = Math.Max(1, amount / values[^1]);
                var end = Math.Max(1, fewest[amount] ?? most);
                AssertFound(values, amount, 1, most, fewest[amount]);
                AssertFound(values, amount, end, end, fewest[amount]);
                AssertFound(values, amount, 1, Math.Max(1, end - 1), end > 1 ? null : fewest[amount]);
            }
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 40)]
    public Property A_large_amount_costs_no_more_than_its_residue() =>
        Prop.ForAll(Sets.Values(2, 15).ToArbitrary(), values =>
        {
            var set = Sets.Of(values);
            var largest = values[0];
            var fewest = BruteForce.Fewest(values, largest * largest * 2);
            for (var amount = fewest.Length - 1 - largest; amount < fewest.Length; amount++)
            {
                // Beyond the square of the largest, each further largest coin adds one.
                var further = Int128.MaxValue / 4 / largest;
                var counts = new Int128[values.Length];
                var paid = set.TryMakeChange(amount + (further * largest), counts);
                Assert.That(paid, Is.EqualTo(fewest[amount] is not null));
                Assert.That(counts.Total(), Is.EqualTo(paid ? fewest[amount]!.Value + further : 0));
            }
        });

    [Test]
    public void The_largest_amount_there_is_can_be_paid()
    {
        var counts = new Int128[2];

        Assert.That(Sets.Of(3, 1).TryMakeChange(Int128.MaxValue, counts), Is.True);
        Assert.That(counts, Is.EqualTo(new[] { Int128.MaxValue / 3, Int128.MaxValue % 3 }));
    }

    [TestCase(250, 998)]
    [TestCase(499, 998)]
    [TestCase(100, 499)]
    public void An_amount_that_has_too_few_of_the_largest_coin_is_searched_by_count(long most, long residue)
    {
        // Two of the middle coin are one of the largest and 2 more, which saves ones while the amount has room for it.
        var set = Sets.Of(1_000, 501, 1);
        var amount = (most * 1_000) + residue;
        var counts = new Int128[3];

        Assert.That(set.TryMakeChange(amount, counts), Is.True);

        var payments =
            from largest in Enumerable.Range(0, (int)most + 1)
            let rest = amount - (largest * 1_000)
            select largest + (rest / 501) + (rest % 501);

        Assert.That(set.Sum(counts), Is.EqualTo((Int128)amount));
        Assert.That(counts.Total(), Is.EqualTo((Int128)payments.Min()));
    }

    [Test]
    public void Sixty_four_large_values_without_structure_are_paid_within_a_requests_budget()
    {
        var set = Sets.Of([.. Enumerable.Range(0, DenominationSet.MaxCount).Select(i => 250_000 - (i * 37))]);
        var counts = new Int128[DenominationSet.MaxCount];

        Assert.That(set.MakeChange(Int128.MaxValue / 2, counts, Sets.OfRequest), Is.EqualTo(SearchOutcome.Found));
        Assert.That(set.Sum(counts), Is.EqualTo(Int128.MaxValue / 2));
    }

    [Test]
    public void Coins_that_are_larger_than_the_amount_cost_nothing()
    {
        var set = Sets.Of(1_000_000_000_000_000, 999_999_999_999_999, 25, 10, 1);
        var counts = new Int128[5];

        Assert.That(set.MakeChange(40, counts, new(20_000)), Is.EqualTo(SearchOutcome.Found));
        Assert.That(counts, Is.EqualTo(new Int128[] { 0, 0, 0, 4, 0 }));
    }

    [TestCase(1_522_425_873, 999_989, 999_984, 499_995, 166_668, 142_859, 1)]
    [TestCase(1_999_999_999_999_999, 1_000_000_000_000_000, 999_999_999_999_999)]
    [TestCase(40, 25, 10, 1)]
    public void A_search_that_would_take_too_long_is_refused(long amount, params long[] values)
    {
        var counts = new Int128[values.Length];
        var budget = new StepBudget(amount < 100 ? 1_500 : 250_000_000);

        Assert.That(Sets.Of(values).MakeChange(amount, counts, budget), Is.EqualTo(SearchOutcome.TooLarge));
        Assert.That(counts, Is.All.EqualTo(Int128.Zero));
    }

    [Test]
    public void A_payment_costs_the_same_steps_each_time()
    {
        foreach (var values in Sets.Structured(seed: 3, count: 60))
        {
            var counts = new Int128[values.Length];
            var spent = Sets.Plenty;
            var outcome = Sets.Of(values).MakeChange(97, counts, spent);
            var exact = new StepBudget(spent.Spent);

            Assert.That(Sets.Of(values).MakeChange(97, counts, exact), Is.EqualTo(outcome), string.Join(' ', values));
            Assert.That(exact.Left, Is.Zero);
        }
    }

    [TestCase(25, 10, 5, 1)]
    [TestCase(25, 10, 1)]
    public void A_set_that_was_used_before_allocates_nothing(params int[] values)
    {
        var set = Sets.Of(values);
        var counts = new Int128[values.Length];
        var budget = Sets.Plenty;
        set.MakeChange(1_000_000, counts, budget);

        var before = GC.GetAllocatedBytesForCurrentThread();
        set.MakeChange(Int128.MaxValue, counts, budget);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.Zero);
    }

    [Test]
    public void What_the_divisor_does_not_divide_clears_the_counts()
    {
        var counts = new Int128[] { 7, 7 };

        Assert.That(Sets.Of(10, 5).TryMakeChange(7, counts), Is.False);
        Assert.That(counts, Is.All.EqualTo(Int128.Zero));
    }

    [TestCase(2_199_023_255_553, 1_099_511_627_777, 1_099_511_627_776, 1, 1)]
    [TestCase(400_000_000_050, 4_000_001, 4_000_000, 50, 99_950)]
    public void An_amount_far_above_what_a_table_of_large_values_could_hold_is_paid(
        long amount, long larger, long smaller, long many, long others)
    {
        Assert.That(
            DenominationSet.TryCreate([new(larger, "a", "a"), new(smaller, "b", "b")], out var set), Is.EqualTo(DenominationSetError.None));
        var counts = new Int128[2];

        Assert.That(set!.MakeChange(amount, counts, new(250_000_000)), Is.EqualTo(SearchOutcome.Found));
        Assert.That(counts, Is.EqualTo(new Int128[] { many, others }));
    }

    private static void AssertFewest(int[] values, int last)
    {
        var set = Sets.Of(values);
        var fewest = BruteForce.Fewest(values, last);
        for (var amount = 0; amount <= last; amount++)
        {
            var counts = new Int128[values.Length];
            var paid = set.TryMakeChange(amount, counts);
            if (paid != fewest[amount] is not null || set.Sum(counts) != (paid ? amount : 0) || counts.Total() != (fewest[amount] ?? 0)
                || counts.Any(count => count < 0))
            {
                Assert.Fail($"{amount} with {string.Join(' ', values)} is paid {string.Join(' ', counts)}, not with {fewest[amount]} coins");
            }
        }
    }

    private static void AssertFound(int[] values, int amount, int fewest, int most, int? expected)
    {
        long[] units = [.. values.Select(value => (long)value)];
        var counts = new Int128[values.Length];
        var found = FewestCoinsSearch.Plan(amount, units, fewest, most, Sets.Plenty)!.TryPay(counts);
        if (found != expected is not null || counts.Total() != (expected ?? 0) || counts.Zip(units, (count, unit) => count * unit).ToArray().Total() != (found ? amount : 0))
        {
            Assert.Fail($"{amount} with {string.Join(' ', values)} is paid {string.Join(' ', counts)}, not with {expected} of {fewest} to {most} coins");
        }
    }
}
