using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

public class MoneyTests
{
    [TestCase("1.89", 2, 189)]
    [TestCase("1.15", 2, 115)]
    [TestCase("0", 2, 0)]
    [TestCase(".5", 2, 50)]
    [TestCase("5.", 2, 500)]
    [TestCase("7", 0, 7)]
    [TestCase("1.5", 3, 1500)]
    public void A_decimal_text_is_read_exactly(string text, int exponent, int expected)
    {
        var error = Money.TryParse(text, exponent, out var minorUnits);

        Assert.Multiple(() =>
        {
            Assert.That(error, Is.EqualTo(MoneyError.None));
            Assert.That(minorUnits, Is.EqualTo((Int128)expected));
        });
    }

    [TestCase("", MoneyError.Empty)]
    [TestCase(".", MoneyError.Empty)]
    [TestCase("-1", MoneyError.Negative)]
    [TestCase("--1", MoneyError.Negative)]
    [TestCase("-", MoneyError.Empty)]
    [TestCase("1e2", MoneyError.ExponentNotation)]
    [TestCase("1E-2", MoneyError.ExponentNotation)]
    [TestCase("\u0661", MoneyError.NonAsciiDigit)]
    [TestCase("1,89", MoneyError.NotANumber)]
    [TestCase("1.8.9", MoneyError.NotANumber)]
    [TestCase("1.899", MoneyError.TooManyDecimals)]
    [TestCase("12345678901234567890123456789", MoneyError.TooManyDigits)]
    [TestCase("-1,5", MoneyError.NotANumber)]
    [TestCase("e5", MoneyError.NotANumber)]
    [TestCase("1e", MoneyError.NotANumber)]
    [TestCase("1ex", MoneyError.NotANumber)]
    [TestCase("1e5x", MoneyError.NotANumber)]
    [TestCase("1é", MoneyError.NotANumber)]
    public void A_text_that_is_no_amount_has_a_named_error(string text, MoneyError expected) =>
        Assert.That(Money.TryParse(text, 2, out _), Is.EqualTo(expected));

    [TestCase('-', MoneyError.Empty)]
    [TestCase('1', MoneyError.TooManyDigits)]
    [TestCase('.', MoneyError.NotANumber)]
    [TestCase('e', MoneyError.NotANumber)]
    public void Megabytes_of_one_character_are_judged(char character, MoneyError expected) =>
        Assert.That(Money.TryParse(new string(character, 6_000_000), 2, out _), Is.EqualTo(expected));

    [Test]
    public void Every_cent_up_to_a_thousand_dollars_is_read_as_it_was_written([Range(0, 999, 111)] int dollars)
    {
        for (var cents = 0; cents < 100; cents++)
        {
            Money.TryParse($"{dollars}.{cents:00}", 2, out var minorUnits);
            Assert.That(minorUnits, Is.EqualTo((Int128)((dollars * 100) + cents)));
        }
    }

    [FsCheck.NUnit.Property]
    public Property Any_amount_of_any_currency_is_read_as_a_big_integer_would_be() =>
        Prop.ForAll(
            Gen.Choose('0', '9').ArrayOf(28).Zip(Gen.Choose(0, 28).Zip(Gen.Choose(0, Money.MaxExponent))).ToArbitrary(),
            sample =>
            {
                var (digits, (point, exponent)) = sample;
                var text = string.Concat(digits.Select(digit => (char)digit));
                var decimals = text.Length - point;

                var error = Money.TryParse($"{text[..point]}.{text[point..]}", exponent, out var minorUnits);

                var expected = BigInteger.Parse(text, CultureInfo.InvariantCulture) * BigInteger.Pow(10, Math.Max(0, exponent - decimals));
                return decimals > exponent
                    ? error == MoneyError.TooManyDecimals && minorUnits == 0
                    : error == MoneyError.None && (BigInteger)minorUnits == expected;
            });

    [TestCase(189, 2, "1.89")]
    [TestCase(5, 2, "0.05")]
    [TestCase(0, 3, "0.000")]
    [TestCase(7, 0, "7")]
    [TestCase(12345, 4, "1.2345")]
    public void Minor_units_are_written_with_the_currencys_decimals(int minorUnits, int exponent, string expected) =>
        Assert.That(Money.Format(minorUnits, exponent), Is.EqualTo(expected));

    [FsCheck.NUnit.Property]
    public Property What_was_written_is_read_again() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, Money.MaxExponent))).ToArbitrary(),
            sample =>
            {
                var (high, (low, exponent)) = sample;
                var minorUnits = ((Int128)high << 60) + low;

                return Money.TryParse(Money.Format(minorUnits, exponent), exponent, out var read) == MoneyError.None
                    && read == minorUnits;
            });

    [Test]
    public void What_cannot_be_is_a_mistake_of_the_caller() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Money.TryParse("1", -1, out _), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Money.TryParse("1", Money.MaxExponent + 1, out _), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Money.Format(-1, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Money.Format(1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
            Assert.That(() => Money.Format(1, Money.MaxExponent + 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        });
}
