namespace Quickchange.Algorithms.Tests;

public class CurrencyTests
{
    [Test]
    public void ISO_4217_has_165_active_codes_with_decimals() =>
        Assert.That(Codes.All.Count(code => Currency.TryGetExponent(code, out _)), Is.EqualTo(165));

    [TestCase("JPY", 0)]
    [TestCase("UYI", 0)]
    [TestCase("USD", 2)]
    [TestCase("AED", 2)]
    [TestCase("ZWG", 2)]
    [TestCase("SLE", 2)]
    [TestCase("VED", 2)]
    [TestCase("XAD", 2)]
    [TestCase("XCG", 2)]
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
    [TestCase("ANG")]
    [TestCase("BGN")]
    [TestCase("CUC")]
    [TestCase("HRK")]
    [TestCase("SLL")]
    [TestCase("ZWL")]
    public void What_is_no_active_currency_is_unknown(string code)
    {
        Assert.That(Currency.TryGetExponent(code, out var exponent), Is.False);
        Assert.That(exponent, Is.Zero);
    }
}
