using Quickchange.Algorithms;

namespace Quickchange.Pipeline.Tests;

public class CoinChangeMakerTests
{
    private static readonly string[] Known = Denominations.Known.Split(", ");

    private readonly CoinChangeMaker _maker = new();

    [Test]
    public void Change_is_made_in_the_currencys_coins()
    {
        Assert.That(_maker.TryMake("1.89", "USD", out var change, out _), Is.True);
        Assert.That(change!.Coins, Is.EqualTo(new CoinCount[] { new("quarters", 7), new("dimes", 1), new("pennies", 4) }));
    }

    [TestCase("2.5", "USD", "2.50")]
    [TestCase("007", "JPY", "7")]
    [TestCase("1", "KWD", "1.000")]
    [TestCase("1e3", "USD", "1000.00")]
    [TestCase("189e-2", "USD", "1.89")]
    public void The_amount_gets_all_of_the_currencys_decimals(string amount, string currency, string expected)
    {
        Assert.That(_maker.TryMake(amount, currency, out var change, out var reason), Is.True, reason);
        Assert.That(change!.Amount, Is.EqualTo(expected));
    }

    [Test]
    public void Nothing_is_paid_with_no_coins()
    {
        Assert.That(_maker.TryMake("0", "EUR", out var change, out _), Is.True);
        Assert.That(change!.Coins, Is.Empty);
    }

    [Test]
    public void Any_amount_of_any_currency_that_has_coins_is_answered([ValueSource(nameof(Known))] string currency) =>
        Assert.That(_maker.TryMake("1000000000000000000000000", currency, out _, out var reason), Is.True, reason);

    [TestCase('-', "the amount is not a decimal number like 1.89")]
    [TestCase('9', "the amount has more than 28 digits before the decimal point")]
    public void An_amount_as_long_as_a_row_may_be_has_its_reason(char character, string expected)
    {
        Assert.That(_maker.TryMake(new(character, 64 * 1024), "USD", out _, out var reason), Is.False);
        Assert.That(reason, Is.EqualTo(expected));
    }

    [TestCase("1", "usd", "the currency is not an ISO 4217 code in capital letters")]
    [TestCase("1", "AFN", "the coins of AFN are unknown")]
    [TestCase("", "USD", "the amount has no digits")]
    [TestCase("-1", "USD", "the amount is negative")]
    [TestCase("1e400", "USD", "the amount has more than 28 digits before the decimal point")]
    [TestCase("1,50", "USD", "the amount is not a decimal number like 1.89")]
    [TestCase("١", "USD", "the amount has a digit that is not one of 0 to 9")]
    [TestCase("1.005", "USD", "the amount has more decimals than this currency's 2")]
    [TestCase("1.5", "JPY", "the amount has decimals, but this currency has none")]
    [TestCase("10000000000000000000000000000", "USD", "the amount has more than 28 digits before the decimal point")]
    [TestCase("0.01", "CHF", "the amount can't be paid exactly with the coins of CHF")]
    public void What_cannot_be_served_has_its_reason(string amount, string currency, string expected)
    {
        Assert.That(_maker.TryMake(amount, currency, out _, out var reason), Is.False);
        Assert.That(reason, Is.EqualTo(expected));
    }
}
