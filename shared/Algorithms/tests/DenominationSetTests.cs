using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

/// <summary>Change against brute force: every amount, with every number of every coin.</summary>
public class DenominationSetTests
{
    [Test]
    public void The_lessons_amount_is_seven_quarters_a_dime_and_four_pennies()
    {
        var set = SetOf(Denominations.Of("USD"));
        var counts = new Int128[4];

        Assert.That(set.TryMakeChange(189, counts), Is.True);
        Assert.That(counts, Is.EqualTo(new Int128[] { 7, 1, 0, 4 }));
    }

    [FsCheck.NUnit.Property]
    public Property Change_uses_the_fewest_coins_and_what_cannot_be_paid_is_said_so() =>
        Prop.ForAll(Values(1, 40).ToArbitrary(), values =>
        {
            var set = SetOf(values);
            var fewest = Fewest(values, 200);
            for (var amount = 0; amount < fewest.Length; amount++)
            {
                var counts = new Int128[values.Length];
                var paid = set.TryMakeChange(amount, counts);
                Assert.That(paid, Is.EqualTo(fewest[amount] is not null), $"{amount} with {string.Join(' ', values)}");
                Assert.That(Sum(set, counts), Is.EqualTo((Int128)(paid ? amount : 0)));
                Assert.That(Total(counts), Is.EqualTo((Int128)(fewest[amount] ?? 0)), $"{amount} with {string.Join(' ', values)}");
            }
        });

    [FsCheck.NUnit.Property]
    public Property A_set_is_canonical_exactly_if_greed_never_overpays() =>
        Prop.ForAll(Values(1, 30).Select(values => values.Append(1).Distinct().ToArray()).ToArbitrary(), values =>
        {
            var sorted = values.OrderDescending().ToArray();
            // The smallest counterexample is below the sum of the two largest coins.
            var fewest = Fewest(values, sorted[0] + (sorted.Length > 1 ? sorted[1] : 0));
            var greedy = Enumerable.Range(0, fewest.Length).All(amount => Greedy(sorted, amount) == fewest[amount]);

            return SetOf(values).IsCanonical == greedy;
        });

    [FsCheck.NUnit.Property]
    public Property A_large_amount_costs_no_more_than_its_residue() =>
        Prop.ForAll(Values(2, 40).ToArbitrary(), values =>
        {
            var set = SetOf(values);
            var largest = values.Max();
            var far = Fewest(values, largest * largest * 2);
            var near = far.Length - 1 - largest;
            for (var amount = near; amount < far.Length; amount++)
            {
                // Beyond the square of the largest, each further largest coin adds one.
                var distant = amount + (Int128.MaxValue / 4 / largest * largest);
                var counts = new Int128[values.Length];
                var paid = set.TryMakeChange(distant, counts);
                Assert.That(paid, Is.EqualTo(far[amount] is not null));
                Assert.That(Total(counts), Is.EqualTo(paid ? far[amount]!.Value + (Int128.MaxValue / 4 / largest) : 0));
            }
        });

    [Test]
    public void The_hardest_set_that_is_allowed_is_searched_within_its_memory()
    {
        // 64 denominations just below the most residues, and no canonical structure.
        var set = SetOf([.. Enumerable.Range(0, DenominationSet.MaxCount).Select(i => DenominationSet.MaxResidues - (i * 37))]);
        var counts = new Int128[DenominationSet.MaxCount];

        Assert.That(set.TryMakeChange(Int128.MaxValue / 2, counts), Is.True);
        Assert.That(Sum(set, counts), Is.EqualTo(Int128.MaxValue / 2));
    }

    [TestCase(new long[0], DenominationSetError.Empty)]
    [TestCase(new long[] { 5, 0 }, DenominationSetError.NotPositive)]
    [TestCase(new long[] { 5, 1, 5 }, DenominationSetError.Repeated)]
    [TestCase(new long[] { 1_000_000_000_000_001 }, DenominationSetError.TooLarge)]
    [TestCase(new long[] { 10_007, 9_001 }, DenominationSetError.TooManyResidues)]
    public void A_set_that_change_cannot_be_made_with_has_a_named_error(long[] values, DenominationSetError expected) =>
        Assert.That(
            DenominationSet.TryCreate(Array.ConvertAll(values, value => new Denomination(value, "coin", "coins")), out _),
            Is.EqualTo(expected));

    [Test]
    public void Sixty_five_denominations_are_too_many() =>
        Assert.That(
            DenominationSet.TryCreate(
                [.. Enumerable.Range(1, 65).Select(value => new Denomination(value, "coin", "coins"))], out _),
            Is.EqualTo(DenominationSetError.TooMany));

    [TestCaseSource(nameof(KnownCurrencies))]
    public void Every_currencys_coins_are_canonical_and_named(string code)
    {
        var set = SetOf(Denominations.Of(code));

        Assert.Multiple(() =>
        {
            Assert.That(Currency.TryGetExponent(code, out _), Is.True);
            Assert.That(set.IsCanonical, Is.True);
            Assert.That(set.Denominations.ToArray(), Is.EqualTo(Denominations.Of(code)), "largest first");
            Assert.That(set.Denominations.ToArray().Select(coin => coin.Plural), Is.Unique.And.All.Not.Empty);
        });
    }

    [TestCase("JPY", 0)]
    [TestCase("USD", 2)]
    [TestCase("KWD", 3)]
    [TestCase("CLF", 4)]
    public void A_currency_has_its_decimals_by_ISO_4217(string code, int expected)
    {
        Assert.That(Currency.TryGetExponent(code, out var exponent), Is.True);
        Assert.That(exponent, Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("usd")]
    [TestCase("XXX")]
    [TestCase("SD ")]
    [TestCase("USDX")]
    public void What_is_no_currency_is_unknown(string code) => Assert.That(Currency.TryGetExponent(code, out _), Is.False);

    private static string[] KnownCurrencies => Denominations.Known.Split(", ");

    private static Gen<int[]> Values(int least, int most) =>
        Gen.Choose(least, most).ArrayOf().Where(values => values.Length is > 0 and < 8).Select(values => values.Distinct().ToArray());

    private static DenominationSet SetOf(int[] values) =>
        SetOf(Array.ConvertAll(values, value => new Denomination(value, "coin", "coins")));

    private static DenominationSet SetOf(Denomination[] denominations)
    {
        Assert.That(DenominationSet.TryCreate(denominations, out var set), Is.EqualTo(DenominationSetError.None));
        return set!;
    }

    private static int?[] Fewest(int[] values, int most)
    {
        var fewest = new int?[most + 1];
        fewest[0] = 0;
        for (var amount = 1; amount <= most; amount++)
        {
            fewest[amount] = values.Where(value => value <= amount).Min(value => fewest[amount - value] + 1);
        }

        return fewest;
    }

    private static int Greedy(int[] sorted, int amount)
    {
        var coins = 0;
        foreach (var value in sorted)
        {
            coins += amount / value;
            amount %= value;
        }

        return coins;
    }

    private static Int128 Sum(DenominationSet set, Int128[] counts)
    {
        Int128 sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += counts[i] * set.Denominations[i].Value;
        }

        return sum;
    }

    private static Int128 Total(Int128[] counts) => counts.Aggregate(Int128.Zero, (sum, count) => sum + count);
}
