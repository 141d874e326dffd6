using System.Globalization;

namespace Quickchange.Algorithms;

/// <summary>Reads and writes amounts of money exactly: decimal text and integer minor units, never by way of a float.</summary>
public static class Money
{
    /// <summary>The most digits an amount may have, before and after the point together.</summary>
    public const int MaxDigits = 28;

    /// <summary>The most decimals a currency may have (ISO 4217 knows 0 to 4).</summary>
    public const int MaxExponent = 4;

    /// <summary>
    /// Reads a plain decimal number, such as <c>1.89</c>, as minor units, such as 189 for an exponent of 2.
    /// </summary>
    /// <param name="text">ASCII digits with at most one point between or beside them. Zeros in front count as digits.</param>
    /// <param name="exponent">The currency's number of decimals by ISO 4217, 0 to <see cref="MaxExponent"/>.</param>
    /// <param name="minorUnits">The amount, 0 to 10^32; 0 where there is an error.</param>
    /// <returns>What is wrong with the text, or <see cref="MoneyError.None"/>.</returns>
    /// <remarks>128 bits, because 28 digits with 4 decimals more don't fit into 64.</remarks>
    public static MoneyError TryParse(ReadOnlySpan<char> text, int exponent, out Int128 minorUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, MaxExponent);
        minorUnits = 0;

        var unsigned = text.TrimStart('-');
        var error = CheckShape(unsigned, out var digits, out var decimals);
        if (error != MoneyError.None)
        {
            return error;
        }

        if (unsigned.Length < text.Length)
        {
            return MoneyError.Negative;
        }

        if (digits > MaxDigits)
        {
            return MoneyError.TooManyDigits;
        }

        if (decimals > exponent)
        {
            return MoneyError.TooManyDecimals;
        }

        minorUnits = Value(text, exponent - decimals);
        return MoneyError.None;
    }

    /// <summary>Writes minor units as a plain decimal number with all of the currency's decimals, such as <c>1.90</c>.</summary>
    /// <param name="minorUnits">0 or more.</param>
    /// <param name="exponent">The currency's number of decimals by ISO 4217, 0 to <see cref="MaxExponent"/>.</param>
    public static string Format(Int128 minorUnits, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minorUnits);
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, MaxExponent);
        var digits = minorUnits.ToString(CultureInfo.InvariantCulture).PadLeft(exponent + 1, '0');
        return exponent == 0 ? digits : $"{digits.AsSpan(0, digits.Length - exponent)}.{digits.AsSpan(digits.Length - exponent)}";
    }

    private static MoneyError CheckShape(ReadOnlySpan<char> text, out int digits, out int decimals)
    {
        digits = 0;
        decimals = 0;
        var point = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case >= '0' and <= '9':
                    digits++;
                    decimals += point ? 1 : 0;
                    break;
                case '.' when !point:
                    point = true;
                    break;
                case 'e' or 'E' when digits > 0 && IsExponent(text[(i + 1)..]):
                    return MoneyError.ExponentNotation;
                case var other:
                    return IsForeignDigit(other) ? MoneyError.NonAsciiDigit : MoneyError.NotANumber;
            }
        }

        return digits == 0 ? MoneyError.Empty : MoneyError.None;
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        var digits = text is ['+' or '-', .. var unsigned] ? unsigned : text;
        return digits.Length > 0 && digits.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static bool IsForeignDigit(char character) =>
        character > '\x7f' && char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber;

    private static Int128 Value(ReadOnlySpan<char> text, int zeros)
    {
        Int128 value = 0;
        foreach (var character in text)
        {
            if (character != '.')
            {
                value = (value * 10) + (character - '0');
            }
        }

        for (; zeros > 0; zeros--)
        {
            value *= 10;
        }

        return value;
    }
}
