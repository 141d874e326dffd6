namespace Quickchange.Algorithms.Tests;

public class CashRoundingTests
{
    [TestCase("AUD", 5)]
    [TestCase("CAD", 5)]
    [TestCase("CHF", 5)]
    [TestCase("CZK", 100)]
    [TestCase("DKK", 50)]
    [TestCase("HUF", 500)]
    [TestCase("ILS", 10)]
    [TestCase("MYR", 5)]
    [TestCase("NOK", 100)]
    [TestCase("NZD", 10)]
    [TestCase("SEK", 100)]
    [TestCase("EUR", 1)]
    [TestCase("PLN", 1)]
    [TestCase("USD", 1)]
    public void Cash_is_rounded_to_its_increment(string code, long expected) =>
        Assert.That(CashRounding.IncrementOf(code), Is.EqualTo(expected));

    [Test]
    public void What_is_rounded_can_be_paid()
    {
        foreach (var code in Codes.All.Where(code => CashRounding.IncrementOf(code) > 1))
        {
            var set = Sets.Of(Denominations.Of(code));
            Assert.That(set.TryMakeChange(CashRounding.IncrementOf(code), new Int128[set.Denominations.Length]), Is.True, code);
        }
    }

    [TestCase(0, 5, 0)]
    [TestCase(2, 5, 0)]
    [TestCase(3, 5, 5)]
    [TestCase(4, 10, 0)]
    [TestCase(5, 10, 10)]
    [TestCase(15, 10, 20)]
    [TestCase(24, 50, 0)]
    [TestCase(25, 50, 50)]
    [TestCase(7, 1, 7)]
    public void An_amount_is_rounded_to_the_nearest_halves_up(int amount, long increment, int expected) =>
        Assert.That(CashRounding.Round(amount, increment), Is.EqualTo((Int128)expected));

    [Test]
    public void What_cannot_be_rounded_is_an_error()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(() => CashRounding.Round(-1, 5), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CashRounding.Round(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => CashRounding.Round(Int128.MaxValue, 10), Throws.TypeOf<OverflowException>());
    }
}
