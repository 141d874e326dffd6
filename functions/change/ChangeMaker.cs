using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>Judges a request's values, and makes the change.</summary>
internal static class ChangeMaker
{
    /// <returns>How many of which denomination, largest first, without those that are not used.</returns>
    /// <exception cref="ProblemException">A value can't be served; its status is 422.</exception>
    public static IEnumerable<(Int128 Count, string Name)> Make(ChangeRequest request)
    {
        if (!Currency.TryGetExponent(request.Currency, out var exponent))
        {
            throw new ProblemException(422, "\"currency\" must be an ISO 4217 code in capital letters, like \"USD\".");
        }

        var amount = Parse(request.Amount, "amount", exponent);
        var set = SetOf(request, exponent);
        var counts = new Int128[set.Denominations.Length];
        if (!set.TryMakeChange(amount, counts))
        {
            throw new ProblemException(
                422, $"\"amount\" can't be paid with these denominations, of which the smallest is {set.Denominations[^1].Plural}.");
        }

        return counts
            .Select((count, index) => (count, set.Denominations[index].Plural))
            .Where(static used => used.count > 0);
    }

    private static DenominationSet SetOf(ChangeRequest request, int exponent)
    {
        var denominations = request.Denominations is { } own
            ? [.. own.Select(pair => new Denomination(Value(pair, exponent), pair.Key, pair.Key))]
            : Denominations.Of(request.Currency);
        if (request.Denominations is null && denominations.Length == 0)
        {
            throw new ProblemException(
                422, $"The coins of this currency are not known here. Send your own in \"denominations\", or use one of {Denominations.Known}.");
        }

        return DenominationSet.TryCreate(denominations, out var set) switch
        {
            DenominationSetError.None => set!,
            DenominationSetError.Empty => throw Unservable("is empty. Send at least one."),
            DenominationSetError.TooMany => throw Unservable($"has too many. Send {DenominationSet.MaxCount} at most."),
            DenominationSetError.NotPositive => throw Unservable("has one that is worth nothing. Send values above 0."),
            DenominationSetError.TooLarge => throw Unservable(
                $"has one that is too large. Send values of {DenominationSet.MaxValue} minor units at most."),
            DenominationSetError.Repeated => throw Unservable("has two of the same value. Send each value once."),
            _ => throw Unservable("needs a search that would take too long. Send smaller values, or values with a larger common divisor."),
        };
    }

    private static long Value(KeyValuePair<string, string> pair, int exponent)
    {
        var value = Parse(pair.Value, "denominations", exponent);
        return value > DenominationSet.MaxValue ? DenominationSet.MaxValue + 1 : (long)value;
    }

    private static Int128 Parse(string text, string name, int exponent) => Money.TryParse(text, exponent, out var units) switch
    {
        MoneyError.None => units,
        MoneyError.Empty => throw Invalid(name, "is empty. Send a decimal number, like \"1.89\"."),
        MoneyError.Negative => throw Invalid(name, "is negative. Send 0 or more."),
        MoneyError.ExponentNotation => throw Invalid(name, "has an exponent. Write all digits, like \"100\" for \"1e2\"."),
        MoneyError.NonAsciiDigit => throw Invalid(name, "has a digit that is not one of 0 to 9."),
        MoneyError.TooManyDecimals => throw Invalid(
            name, exponent == 0 ? "has decimals, and this currency has none." : $"has more decimals than this currency's {exponent}."),
        MoneyError.TooManyDigits => throw Invalid(name, $"has too many digits. Send {Money.MaxDigits} at most."),
        _ => throw Invalid(name, "is not a decimal number. Send one like \"1.89\", with a point and without separators."),
    };

    private static ProblemException Invalid(string name, string what) => new(422, $"\"{name}\" {what}");

    private static ProblemException Unservable(string what) => Invalid("denominations", what);
}
