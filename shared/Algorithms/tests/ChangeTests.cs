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

    // Without the programme by amount, the bounds of the branches decide.
    [FsCheck.NUnit.Property(MaxTest = 40)]
    public Property Branch_and_bound_alone_finds_the_fewest_coins() =>
        Prop.ForAll(Sets.Values(2, 40).Where(values => values.Length > 1).ToArbitrary(), values =>
        {
            var divisor = values.Aggregate((a, b) => (int)Arithmetic.CommonDivisor(a, b));
            long[] units = [.. values.Select(value => (long)value / divisor)];
            var table = ResidueTable.OfFewestCoins(units);
            var fewest = BruteForce.Fewest([.. units.Select(unit => (int)unit)], 250);
            for (var amount = 0; amount < fewest.Length; amount++)
            {
                if (fewest[amount] is not { } expected)
                {
                    continue;
                }

                var counts = new Int128[values.Length];
                Assert.That(FewestCoinsSearch.TryPay(amount, units, table, counts, maxSmallAmount: 0), Is.True);
                Assert.That(counts.Total(), Is.EqualTo((Int128)expected), $"{amount} with {string.Join(' ', units)}");
                Assert.That(counts.Select((count, i) => count * units[i]).ToArray().Total(), Is.EqualTo((Int128)amount));
            }
        });

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

    [TestCase(250_000, 999_998)]
    [TestCase(499_999, 999_998)]
    [TestCase(100, 499_999)]
    public void A_binding_amount_far_beyond_any_table_by_amount_is_paid_best(long most, long residue)
    {
        // Two of the middle coin are one of the largest and 2 more, which saves ones while the amount has room for it.
        var set = Sets.Of(1_000_000, 500_001, 1);
        var amount = (most * 1_000_000) + residue;
        var counts = new Int128[3];

        Assert.That(set.TryMakeChange(amount, counts), Is.True);

        var fewest = long.MaxValue;
        for (var largest = 0L; largest <= most; largest++)
        {
            var rest = amount - (largest * 1_000_000);
            fewest = Math.Min(fewest, largest + (rest / 500_001) + (rest % 500_001));
        }

        Assert.That(set.Sum(counts), Is.EqualTo((Int128)amount));
        Assert.That(counts.Total(), Is.EqualTo((Int128)fewest));
    }

    [Category("large")]
    [Test]
    public void The_hardest_set_that_is_allowed_is_paid()
    {
        // 64 denominations just below the most residues, and no canonical structure.
        var set = Sets.Of([.. Enumerable.Range(0, DenominationSet.MaxCount).Select(i => DenominationSet.MaxResidues - (i * 37))]);
        var counts = new Int128[DenominationSet.MaxCount];

        Assert.That(set.TryMakeChange(Int128.MaxValue / 2, counts), Is.True);
        Assert.That(set.Sum(counts), Is.EqualTo(Int128.MaxValue / 2));
    }

    [Category("large")]
    [Test]
    public void A_search_that_would_take_too_long_is_refused()
    {
        var counts = new Int128[6];
        var set = Sets.Of(999_989, 999_984, 499_995, 166_668, 142_859, 1);

        Assert.That(set.MakeChange(1_522_425_873, counts), Is.EqualTo(SearchOutcome.TooLarge));
        Assert.That(counts, Is.All.EqualTo(Int128.Zero));
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

    [Test]
    public void An_amount_or_a_span_that_cannot_be_is_an_error()
    {
        var set = Sets.Of(5, 1);

        Assert.Multiple(() =>
        {
            Assert.That(() => set.TryMakeChange(-1, new Int128[2]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => set.TryMakeChange(1, new Int128[1]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => set.TryMakeChange(1, new Int128[3]), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
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
}
