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
            var set = Sets.Of(values);
            var fewest = BruteForce.Fewest(values, till, values.Zip(till, (value, count) => value * count).Sum() + 5);
            for (var amount = 0; amount < fewest.Length; amount++)
            {
                AssertPaid(set, amount, till.Wide(), fewest[amount]);
            }
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
    public void A_till_without_a_penny_takes_back_a_quarter()
    {
        var counts = new Int128[4];

        Assert.That(Sets.Of(25, 10, 5, 1).MakeChange(30, [1, 3, 0, 0], counts), Is.EqualTo(SearchOutcome.Found));
        Assert.That(counts, Is.EqualTo(new Int128[] { 0, 3, 0, 0 }));
    }

    [Test]
    public void Everyday_coins_with_a_till_of_a_thousand_billion_quarters_are_paid_exactly()
    {
        var counts = new Int128[4];
        var outcome = Sets.Of(25, 10, 5, 1).MakeChange((Plenty * 25) - 15, [Plenty, 4, 0, 0], counts);

        Assert.That(outcome, Is.EqualTo(SearchOutcome.Found));
        Assert.That(counts, Is.EqualTo(new[] { Plenty - 1, 1, 0, 0 }));
    }

    [Test]
    public void A_search_that_would_take_too_long_is_refused_at_once()
    {
        var counts = new Int128[] { 9, 9 };
        var outcome = Sets.Of(1_000_000, 999_983).MakeChange(Plenty + 1, [Plenty, Plenty], counts);

        Assert.That(outcome, Is.EqualTo(SearchOutcome.TooLarge));
        Assert.That(counts, Is.All.EqualTo(Int128.Zero));
    }

    [Test]
    public void An_empty_till_pays_nothing_but_zero()
    {
        var set = Sets.Of(5, 1);

        Assert.Multiple(() =>
        {
            Assert.That(set.MakeChange(0, [0, 0], new Int128[2]), Is.EqualTo(SearchOutcome.Found));
            Assert.That(set.MakeChange(1, [0, 0], new Int128[2]), Is.EqualTo(SearchOutcome.None));
        });
    }

    [Test]
    public void An_amount_or_a_till_that_cannot_be_is_an_error()
    {
        var set = Sets.Of(5, 1);

        Assert.Multiple(() =>
        {
            Assert.That(() => set.MakeChange(-1, [1, 1], new Int128[2]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => set.MakeChange(1, [1], new Int128[2]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => set.MakeChange(1, [1, -1], new Int128[2]), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => set.MakeChange(1, [1, 1], new Int128[1]), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
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
