using Quickchange.Algorithms;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>Parses amounts of money from callers, and reports mistakes with the member's name.</summary>
internal static class Amounts
{
    /// <returns>The amount in minor units.</returns>
    /// <exception cref="ProblemException">The text is not an amount with this number of decimals.</exception>
    public static Int128 Parse(string text, Member member, int exponent) => Money.TryParse(text, exponent, out var units) switch
    {
        MoneyError.None => units,
        MoneyError.Empty => throw Invalid(member, "has no digits. Send a decimal number, like \"1.89\"."),
        MoneyError.Negative => throw Invalid(member, "is negative. Send 0 or more."),
        MoneyError.NonAsciiDigit => throw Invalid(member, "has a digit that is not one of 0 to 9."),
        MoneyError.TooManyDecimals => throw Invalid(
            member, exponent == 0 ? "has decimals, but this currency has none." : $"has more decimals than this currency's {exponent}."),
        MoneyError.TooLarge => throw Invalid(member, $"is too large. Send at most {Money.MaxDigits} digits before the decimal point."),
        _ => throw Invalid(member, "is not a decimal number. Send one like \"1.89\", with a decimal point and without separators."),
    };

    public static ProblemException Invalid(Member member, string what) => new(422, $"\"{member.Text}\" {what}");
}
