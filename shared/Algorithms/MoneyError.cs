namespace Quickchange.Algorithms;

/// <summary>Why a text is not an amount of money.</summary>
public enum MoneyError
{
    /// <summary>The text is an amount.</summary>
    None,

    /// <summary>There is no text, or only a sign or a point.</summary>
    Empty,

    /// <summary>The amount has a minus sign.</summary>
    Negative,

    /// <summary>The number is written with an exponent, such as <c>1e2</c>.</summary>
    ExponentNotation,

    /// <summary>A digit is from another script than ASCII's 0 to 9.</summary>
    NonAsciiDigit,

    /// <summary>A character is neither a digit nor the one decimal point.</summary>
    NotANumber,

    /// <summary>There are more decimals than the currency has.</summary>
    TooManyDecimals,

    /// <summary>There are more than <see cref="Money.MaxDigits"/> digits.</summary>
    TooManyDigits,
}
