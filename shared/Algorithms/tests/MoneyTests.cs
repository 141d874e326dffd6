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
    [TestCase("1e2", 2, 10000)]
    [TestCase("1E+2", 0, 100)]
    [TestCase("1.89E0", 2, 189)]
    [TestCase("189e-2", 2, 189)]
    [TestCase(".5e01", 2, 500)]
    [TestCase("5.e-2", 2, 5)]
    [TestCase("1.890", 2, 189)]
    [TestCase("100e-2", 0, 1)]
    [TestCase("007", 0, 7)]
    [TestCase("-0", 2, 0)]
    [TestCase("-0.00e5", 0, 0)]
    [TestCase("0.000", 0, 0)]
    [TestCase("0e999999999999999999999", 2, 0)]
    [TestCase("0e-999999999999999999999", 2, 0)]
    [TestCase("0.00000000000000000000000000000000000001e38", 0, 1)]
    [TestCase("100000000000000000000000000000000000000e-38", 0, 1)]
    [TestCase("00000000000000000000000000000000000000001", 0, 1)]
    public void A_decimal_text_is_read_exactly(string text, int exponent, int expected)
    {
        var error = Money.TryParse(text, exponent, out var minorUnits);

        Assert.That((error, minorUnits), Is.EqualTo((MoneyError.None, (Int128)expected)));
    }

    [TestCase("", MoneyError.Empty)]
    [TestCase(".", MoneyError.Empty)]
    [TestCase("-1", MoneyError.Negative)]
    [TestCase("-1e-2", MoneyError.Negative)]
    [TestCase("-1e400", MoneyError.Negative)]
    [TestCase("--1", MoneyError.NotANumber)]
    [TestCase("--0", MoneyError.NotANumber)]
    [TestCase("+1", MoneyError.NotANumber)]
    [TestCase("-", MoneyError.Empty)]
    [TestCase("-.", MoneyError.Empty)]
    [TestCase("1e-3", MoneyError.TooManyDecimals)]
    [TestCase("1e-400", MoneyError.TooManyDecimals)]
    [TestCase("1e-99999999999999999999999", MoneyError.TooManyDecimals)]
    [TestCase("1e400", MoneyError.TooLarge)]
    [TestCase("1e28", MoneyError.TooLarge)]
    [TestCase("1e9999999999999999999999", MoneyError.TooLarge)]
    [TestCase("1e18446744073709551616", MoneyError.TooLarge)]
    [TestCase("12345678901234567890123456789.125", MoneyError.TooLarge)]
    [TestCase("\u0661", MoneyError.NonAsciiDigit)]
    [TestCase("1,89", MoneyError.NotANumber)]
    [TestCase("1.8.9", MoneyError.NotANumber)]
    [TestCase("1.899", MoneyError.TooManyDecimals)]
    [TestCase("12345678901234567890123456789", MoneyError.TooLarge)]
    [TestCase("-1,5", MoneyError.NotANumber)]
    [TestCase("e5", MoneyError.NotANumber)]
    [TestCase("1e", MoneyError.NotANumber)]
    [TestCase("1e+", MoneyError.NotANumber)]
    [TestCase("1e1.5", MoneyError.NotANumber)]
    [TestCase("1e5e5", MoneyError.NotANumber)]
    [TestCase(".e5", MoneyError.NotANumber)]
    [TestCase("1 ", MoneyError.NotANumber)]
    [TestCase("1\n", MoneyError.NotANumber)]
    [TestCase("1ex", MoneyError.NotANumber)]
    [TestCase("1e5x", MoneyError.NotANumber)]
    [TestCase("1é", MoneyError.NotANumber)]
    public void A_text_that_is_no_amount_has_a_named_error(string text, MoneyError expected) =>
        Assert.That(Money.TryParse(text, 2, out _), Is.EqualTo(expected));

    [TestCase('-', MoneyError.NotANumber)]
    [TestCase('0', MoneyError.None)]
    [TestCase('1', MoneyError.TooLarge)]
    [TestCase('.', MoneyError.NotANumber)]
    [TestCase('e', MoneyError.NotANumber)]
    public void Megabytes_of_one_character_are_judged(char character, MoneyError expected) =>
        Assert.That(Money.TryParse(new string(character, 6_000_000), 2, out _), Is.EqualTo(expected));

    // What a power takes away, digits may bring back.
    [Test]
    public void Megabytes_of_zeros_are_made_up_for_by_a_power([Values] bool front)
    {
        var zeros = new string('0', 6_000_000);

        var error = Money.TryParse(front ? $"0.{zeros}1e6000001" : $"1{zeros}e-6000000", 2, out var minorUnits);

        Assert.That((error, minorUnits), Is.EqualTo((MoneyError.None, (Int128)100)));
    }

    [Test]
    public void Every_cent_up_to_a_thousand_dollars_is_read_as_it_was_written([Range(0, 999, 111)] int dollars)
    {
        for (var cents = 0; cents < 100; cents++)
        {
            Money.TryParse($"{dollars}.{cents:00}", 2, out var minorUnits);
            Assert.That(minorUnits, Is.EqualTo((Int128)((dollars * 100) + cents)));
        }
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public Property Any_amount_of_any_currency_is_read_as_a_big_integer_would_be() =>
        Prop.ForAll(
            Written.Zip(Gen.Choose(0, Money.MaxExponent)).ToArbitrary(),
            sample =>
            {
                var ((digits, point, power), exponent) = sample;
                var written = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
                // The amount is written * 10^scale.
                var scale = power - (digits.Length - point);

                var error = Money.TryParse($"{digits[..point]}.{digits[point..]}e{power}", exponent, out var minorUnits);

                return (error, minorUnits) ==
                    (written.IsZero ? (MoneyError.None, 0)
                    : written * PowerOf10(scale) >= PowerOf10(Money.MaxDigits) * PowerOf10(-scale) ? (MoneyError.TooLarge, 0)
                    : !(written % PowerOf10(-scale - exponent)).IsZero ? (MoneyError.TooManyDecimals, 0)
                    : (MoneyError.None, (Int128)(written * PowerOf10(scale + exponent) / PowerOf10(-scale - exponent))));
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
    public void What_cannot_be_is_a_mistake_of_the_caller()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(() => Money.TryParse("1", -1, out _), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Money.TryParse("1", Money.MaxExponent + 1, out _), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Money.Format(-1, 2), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Money.Format(1, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Money.Format(1, Money.MaxExponent + 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    // Digits, half of them 0, with a point at a place, and a power of ten.
    private static Gen<(string Digits, int Point, int Power)> Written =>
        from digits in Gen.OneOf(Gen.Constant('0'), Gen.Choose('0', '9').Select(digit => (char)digit)).NonEmptyListOf()
        from point in Gen.Choose(0, digits.Count)
        from power in Gen.Choose(-40, 40)
        select (string.Concat(digits), point, power);

    // 1 for a negative exponent.
    private static BigInteger PowerOf10(int exponent) => BigInteger.Pow(10, Math.Max(0, exponent));
}
