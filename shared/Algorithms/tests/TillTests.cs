using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

/// <summary>Change from a till, against brute force.</summary>
public class TillTests
{
    private static readonly Int128 Plenty = 1_000_000_000_000_000;

    [FsCheck.NUnit.Property(MaxTest = 60)]
    public Property Change_from_a_till_uses_the_fewest_coins_that_it_has() =>
        Prop.ForAll(Sets.Tills(25, 7).ToArbitrary(), sample =>
        {
            var (values, till) = sample;
            AssertPaid(values, till);
        });

    [FsCheck.NUnit.Property(MaxTest = 30)]
    public Property A_till_of_very_many_coins_changes_as_if_there_were_no_limit() =>
        Prop.ForAll(Sets.Values(1, 25).ToArbitrary(), values =>
        {
            var set = Sets.Of(values);
            var till = Enumerable.Repeat(Plenty, values.Length).ToArray();
            for (var amount = Plenty; amount < Plenty + values[0]; amount++)
            {
                var unlimited = new Int128[values.Length];
                var payable = set.TryMakeChange(amount, unlimited);
                var counts = new Int128[values.Length];

                Assert.That(set.MakeChange(amount, till, counts), Is.EqualTo(payable ? SearchOutcome.Found : SearchOutcome.None));
                Assert.That(counts.Total(), Is.EqualTo(unlimited.Total()));
            }
        });

    [Test]
    public void A_till_without_a_penny_takes_back_a_quarter() => AssertPaid(Sets.Of(25, 10, 5, 1), 30, [1, 3, 0, 0], fewest: 3);

    [Test]
    public void Everyday_coins_with_a_till_of_a_thousand_billion_quarters_are_paid_exactly()
    {
        var counts = new Int128[4];
        var outcome = Sets.Of(25, 10, 5, 1).MakeChange((Plenty * 25) - 15, [Plenty, 4, 0, 0], counts);

        Assert.That(outcome, Is.EqualTo(SearchOutcome.Found));
        Assert.That(counts, Is.EqualTo(new[] { Plenty - 1, 1, 0, 0 }));
    }

    [Test]
    public void Tills_of_every_kind_are_paid_from_as_by_brute_force([Range(0, 9)] int seed)
    {
        foreach (var (values, till) in Sets.HardTills(seed, 60))
        {
            AssertPaid(values, till);
        }
    }

    // The only payment takes g − 1 of the larger coins less than greed does, and D − 1 of the smaller ones more.
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(20)]
    public void A_payment_may_differ_from_the_greedy_one_by_as_much_as_is_proved(int smaller)
    {
        var larger = smaller + 1;
        var amount = (larger - 1) * smaller;

        AssertPaid(Sets.Of(larger, smaller), amount, [smaller - 1, larger - 1], larger - 1);
        AssertPaid(Sets.Of(larger, smaller), amount + (10 * larger), [smaller + 9, larger - 1], larger - 1 + 10);
    }

    [Test]
    public void The_budget_is_spent_to_the_last_step_and_not_beyond()
    {
        var set = Sets.Of(97, 89, 13, 5);
        Int128[] till = [50, 50, 50, 50];
        var plenty = Sets.Plenty;
        Assert.That(set.MakeChange(1003, till, new Int128[4], plenty), Is.EqualTo(SearchOutcome.Found));
        Assert.That(plenty.Spent, Is.GreaterThan(0));

        var enough = new StepBudget(plenty.Spent);
        Assert.That(set.MakeChange(1003, till, new Int128[4], enough), Is.EqualTo(SearchOutcome.Found));
        Assert.That(enough.Left, Is.Zero);

        for (var steps = plenty.Spent - 1; steps > 0; steps /= 2)
        {
            var counts = new Int128[] { 9, 9, 9, 9 };
            Assert.That(set.MakeChange(1003, till, counts, new(steps)), Is.EqualTo(SearchOutcome.TooLarge));
            Assert.That(counts, Is.All.EqualTo(Int128.Zero));
        }
    }

    [Test]
    public void No_amount_and_no_till_makes_a_search_cost_more_than_its_values_do()
    {
        var set = Sets.Of(997, 991, 983, 977);
        var random = new Random(1);
        for (var bits = 10; bits <= 110; bits++)
        {
            var till = Enumerable.Range(0, 4).Select(_ => (Int128)(random.NextDouble() * Math.Pow(2, bits))).ToArray();
            var amount = (Int128)(random.NextDouble() * 1000 * Math.Pow(2, bits));
            var budget = Sets.Plenty;

            Assert.That(set.MakeChange(amount, till, new Int128[4], budget), Is.Not.EqualTo(SearchOutcome.TooLarge));
            Assert.That(budget.Spent, Is.LessThan(4_000_000));
        }
    }

    [Test]
    public void Sums_that_no_table_holds_are_refused_whatever_the_budget_is()
    {
        var set = Sets.Of(new Denomination[] { new(DenominationSet.MaxValue, "coin", "coins"), new(1, "penny", "pennies") });
        var counts = new Int128[] { 9, 9 };

        Assert.That(
            set.MakeChange(DenominationSet.MaxValue + 5, [5, 3], counts, new(long.MaxValue)), Is.EqualTo(SearchOutcome.TooLarge));
        Assert.That(counts, Is.All.EqualTo(Int128.Zero));
    }

    [Test]
    public void Change_from_any_till_of_a_currency_costs_little([Values] bool notes)
    {
        var random = new Random(2);
        foreach (var code in Denominations.Known.Split(", "))
        {
            var set = Sets.Of(Denominations.Of(code, notes));
            foreach (var most in new[] { 1, 2, 10, 20, 30, 40, 50, 60 }.SelectMany(bits => Enumerable.Repeat(1L << bits, 3)))
            {
                var till = new Int128[set.Denominations.Length];
                Int128 all = 0;
                for (var i = 0; i < till.Length; i++)
                {
                    till[i] = random.NextInt64(most + 1);
                    all += till[i] * set.Denominations[i].Value;
                }

                var budget = Sets.Plenty;
                var amount = (Int128)((double)all * random.NextDouble()) + random.Next(10);
                if (set.MakeChange(amount, till, new Int128[till.Length], budget) == SearchOutcome.None)
                {
                    Assert.That(set.TryFindNearest(amount, till, budget, out _), Is.True);
                }

                Assert.That(budget.Spent, Is.LessThan(25_000_000), $"{amount} {code} from {string.Join(' ', till)}");
            }
        }
    }

    [Test]
    public void An_empty_till_pays_nothing_but_zero() => AssertPaid([5, 1], [0, 0]);

    private static void AssertPaid(int[] values, int[] till)
    {
        var set = Sets.Of(values);
        var fewest = BruteForce.Fewest(values, till, BruteForce.MoreThanAll(values, till));
        for (var amount = 0; amount < fewest.Length; amount++)
        {
            AssertPaid(set, amount, till.Wide(), fewest[amount]);
        }
    }

    private static void AssertPaid(DenominationSet set, int amount, Int128[] till, int? fewest)
    {
        var counts = new Int128[till.Length];
        var outcome = set.MakeChange(amount, till, counts);
        if (outcome != (fewest is null ? SearchOutcome.None : SearchOutcome.Found)
            || set.Sum(counts) != (fewest is null ? 0 : amount)
            || counts.Total() != (fewest ?? 0)
            || counts.Zip(till, (count, limit) => count < 0 || count > limit).Any(outside => outside))
        {
            Assert.Fail($"{amount} from {string.Join(' ', till)} is {outcome} {string.Join(' ', counts)}, not {fewest} coins");
        }
    }
}
