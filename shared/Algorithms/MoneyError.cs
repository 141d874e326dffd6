namespace Quickchange.Algorithms;

/// <summary>Why a text is not an amount of money.</summary>
public enum MoneyError
{
    /// <summary>The text is an amount.</summary>
    None,

    /// <summary>There is no text, or only a sign or a point.</summary>
    Empty,

    /// <summary>The amount is below 0.</summary>
    Negative,

    /// <summary>A digit is from another script than ASCII's 0 to 9.</summary>
    NonAsciiDigit,

    /// <summary>A character is neither a digit nor the one decimal point, or what follows an e is no whole number.</summary>
    NotANumber,

    /// <summary>There are more decimals than the currency has, zeros at the end not counted.</summary>
    TooManyDecimals,

    /// <summary>There are more than <see cref="Money.MaxDigits"/> digits before the point, zeros in front not counted.</summary>
    TooLarge,
}
