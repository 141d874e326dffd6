namespace Quickchange.Algorithms.Tests;

/// <summary>The denominations of every currency that is known.</summary>
public class DenominationsTests
{
    private static IEnumerable<TestCaseData> EverySet =>
        from code in Denominations.Known.Split(", ")
        from notes in new[] { false, true }
        select new TestCaseData(code, notes);

    [Test]
    public void At_least_thirty_currencies_are_known_each_once_and_in_order() =>
        Assert.That(Denominations.Known.Split(", "), Is.Unique.And.Ordered.And.Length.GreaterThanOrEqualTo(30));

    [Test]
    public void What_is_known_are_the_currencies_that_have_denominations([Values] bool notes) =>
        Assert.That(Codes.All.Where(code => Denominations.Of(code, notes).Length > 0), Is.EqualTo(Denominations.Known.Split(", ")));

    [TestCaseSource(nameof(EverySet))]
    public void Every_currencys_denominations_are_canonical_in_order_and_named(string code, bool notes)
    {
        var denominations = Denominations.Of(code, notes);
        var set = Sets.Of(denominations);

        using var all = Assert.EnterMultipleScope();
        Assert.That(Currency.TryGetExponent(code, out _), Is.True);
        Assert.That(set.IsCanonical, Is.True);
        Assert.That(set.Denominations.ToArray(), Is.EqualTo(denominations), "largest first");
        Assert.That(denominations.Select(one => one.Plural), Is.Unique.And.All.Not.Empty);
        Assert.That(denominations.Select(one => one.Singular), Is.Unique.And.All.Not.Empty);
    }

    [TestCaseSource(nameof(EverySet))]
    public void Every_amount_up_to_a_thousand_major_units_is_paid_if_the_smallest_coin_divides_it(string code, bool notes)
    {
        var set = Sets.Of(Denominations.Of(code, notes));
        var smallest = SmallestCoin(code);
        Currency.TryGetExponent(code, out var exponent);
        var last = 1_000 * (int)Math.Pow(10, exponent);
        var counts = new Int128[set.Denominations.Length];
        for (var amount = 0; amount <= last; amount++)
        {
            if (set.TryMakeChange(amount, counts) != (amount % smallest == 0))
            {
                Assert.Fail($"{amount} {code} is paid {string.Join(' ', counts)}");
            }
        }
    }

    [TestCaseSource(nameof(EverySet))]
    public void Notes_come_only_when_they_are_wanted(string code, bool notes) =>
        Assert.That(
            Denominations.Of(code, notes).Any(one => one.Plural.EndsWith("notes", StringComparison.Ordinal)
                || one.Plural.EndsWith("bills", StringComparison.Ordinal)),
            Is.EqualTo(notes));

    [Test]
    public void The_euro_has_notes_and_coins() =>
        Assert.That(
            Denominations.Of("EUR", notes: true).Select(one => $"{one.Value} {one.Singular}, {one.Plural}"),
            Is.EqualTo(new[]
            {
                "20000 200-euro note, 200-euro notes", "10000 100-euro note, 100-euro notes", "5000 50-euro note, 50-euro notes",
                "2000 20-euro note, 20-euro notes", "1000 10-euro note, 10-euro notes", "500 5-euro note, 5-euro notes",
                "200 2-euro coin, 2-euro coins", "100 1-euro coin, 1-euro coins", "50 50-cent coin, 50-cent coins",
                "20 20-cent coin, 20-cent coins", "10 10-cent coin, 10-cent coins", "5 5-cent coin, 5-cent coins",
                "2 2-cent coin, 2-cent coins", "1 1-cent coin, 1-cent coins",
            }));

    [Test]
    public void The_dollar_has_bills_and_coins_with_names() =>
        Assert.That(
            Denominations.Of("USD", notes: true).Select(one => one.Plural),
            Is.EqualTo(new[]
            {
                "100-dollar bills", "50-dollar bills", "20-dollar bills", "10-dollar bills", "5-dollar bills", "1-dollar bills",
                "quarters", "dimes", "nickels", "pennies",
            }));

    [Test]
    public void Coins_alone_are_the_default() => Assert.That(Denominations.Of("USD"), Is.EqualTo(Denominations.Of("USD", notes: false)));

    [TestCase("XCG")]
    [TestCase("usd")]
    [TestCase("")]
    public void A_currency_that_is_not_known_has_none(string code) => Assert.That(Denominations.Of(code), Is.Empty);

    // Where no coin is worth a single minor unit, exactly the multiples of the smallest coin can be paid.
    private static long SmallestCoin(string code) => code switch
    {
        "IDR" => 10_000,
        "COP" => 5_000,
        "HUF" => 500,
        "CZK" or "KES" or "NOK" or "SEK" or "TWD" => 100,
        "DKK" or "INR" or "MXN" => 50,
        "AED" or "EGP" or "THB" => 25,
        "CLP" or "CNY" or "HKD" or "ILS" or "KRW" or "NZD" or "PEN" or "UAH" or "ZAR" => 10,
        "AUD" or "BRL" or "CAD" or "CHF" or "GEL" or "KWD" or "MYR" or "SGD" or "TRY" => 5,
        _ => 1,
    };
}
