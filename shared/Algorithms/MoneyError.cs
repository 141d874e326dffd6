namespace Quickchange.Algorithms;

/// <summary>The reasons why a text is not an amount of money.</summary>
public enum MoneyError
{
    /// <summary>The text is an amount.</summary>
    None,

    /// <summary>The text is empty, or only a sign or a decimal point.</summary>
    Empty,

    /// <summary>The amount is negative.</summary>
    Negative,

    /// <summary>A digit is not an ASCII digit from 0 to 9.</summary>
    NonAsciiDigit,

    /// <summary>A character is neither a digit nor the decimal point, or the exponent after an e is not a whole number.</summary>
    NotANumber,

    /// <summary>There are more decimals than the currency has, not counting trailing zeros.</summary>
    TooManyDecimals,

    /// <summary>There are more than <see cref="Money.MaxDigits"/> digits before the decimal point, not counting leading zeros.</summary>
    TooLarge,
}
