using System.Globalization;

namespace Quickchange.Algorithms;

/// <summary>Reads and writes amounts of money exactly: decimal text and integer minor units, without floating point.</summary>
public static class Money
{
    /// <summary>The maximum number of digits before the decimal point: amounts are less than 10^28 major units.</summary>
    public const int MaxDigits = 28;

    /// <summary>The maximum number of decimals of a currency (0 to 4 in ISO 4217).</summary>
    public const int MaxExponent = 4;

    // More than a text of any length can make up for with digits: larger ones are all the same.
    private const long LargestPower = 1_000_000_000_000;

    /// <summary>
    /// Parses a decimal number, such as <c>1.89</c> or <c>189e-2</c>, as minor units, such as 189 for an exponent of 2.
    /// </summary>
    /// <param name="text">
    /// ASCII digits with at most one decimal point, and an optional power of ten. Only the number matters, not its notation: leading
    /// zeros and trailing zeros of decimals change nothing, and 0 can have a minus sign.
    /// </param>
    /// <param name="exponent">The currency's number of decimals by ISO 4217, 0 to <see cref="MaxExponent"/>.</param>
    /// <param name="minorUnits">The amount, 0 to 10^32 - 1; 0 if there is an error.</param>
    /// <returns>The error in the text, or <see cref="MoneyError.None"/>.</returns>
    /// <remarks>128 bits, because 28 digits with 4 decimals don't fit into 64. Time is linear in the length of the text.</remarks>
    public static MoneyError TryParse(ReadOnlySpan<char> text, int exponent, out Int128 minorUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponent, MaxExponent);
        minorUnits = 0;

        var negative = text is ['-', ..];
        var error = CheckShape(negative ? text[1..] : text, out var significant, out var whole, out var decimals);
        if (error != MoneyError.None || significant.IsEmpty)
        {
            return error;
        }

        if (negative)
        {
            return MoneyError.Negative;
        }

        if (whole > MaxDigits)
        {
            return MoneyError.TooLarge;
        }

        if (decimals > exponent)
        {
            return MoneyError.TooManyDecimals;
        }

        minorUnits = Value(significant, (int)(exponent - decimals));
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
        // The largest number has 39 digits. Small ones begin with zeros, one of them before the decimal point.
        Span<char> digits = stackalloc char[40];
        _ = minorUnits.TryFormat(digits, out var length, ['D', (char)('1' + exponent)], CultureInfo.InvariantCulture);
        var whole = digits[..(length - exponent)];
        var decimals = digits[(length - exponent)..length];
        return exponent == 0 ? whole.ToString() : string.Concat(whole, ".", decimals);
    }

    // Significant is what lies between the first digit that is not 0 and the last: nothing, for 0. Of the number that it
    // stands for, whole is how many digits are before the point, and decimals how many are behind it; where there are none
    // before it, whole is negative by the zeros that follow it, and the other way round.
    private static MoneyError CheckShape(ReadOnlySpan<char> text, out ReadOnlySpan<char> significant, out long whole, out long decimals)
    {
        significant = default;
        whole = 0;
        decimals = 0;
        var (first, last, point, power, end) = (-1, -1, -1, 0L, 0);
        var digits = false;
        for (; end < text.Length; end++)
        {
            var character = text[end];
            if (character is >= '0' and <= '9')
            {
                digits = true;
                if (character != '0')
                {
                    first = first < 0 ? end : first;
                    last = end;
                }
            }
            else if (character == '.' && point < 0)
            {
                point = end;
            }
            else if (character is 'e' or 'E' && digits && TryReadPower(text[(end + 1)..], out power))
            {
                break;
            }
            else
            {
                return IsForeignDigit(character) ? MoneyError.NonAsciiDigit : MoneyError.NotANumber;
            }
        }

        if (first >= 0)
        {
            point = point < 0 ? end : point;
            significant = text[first..(last + 1)];
            whole = point - first + (first < point ? 0 : 1) + power;
            decimals = last - point + (last < point ? 1 : 0) - power;
        }

        return digits ? MoneyError.None : MoneyError.Empty;
    }

    private static bool TryReadPower(ReadOnlySpan<char> text, out long power)
    {
        power = 0;
        var digits = text is ['+' or '-', .. var unsigned] ? unsigned : text;
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            power = Math.Min((power * 10) + (digit - '0'), LargestPower);
        }

        power = text[0] == '-' ? -power : power;
        return true;
    }

    private static bool IsForeignDigit(char character) =>
        character > '\x7f' && char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber;

    private static Int128 Value(ReadOnlySpan<char> digits, int zeros)
    {
        Int128 value = 0;
        foreach (var character in digits)
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
