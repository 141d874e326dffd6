using Quickchange.Algorithms;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>The denominations in a request, or those of its currency.</summary>
internal static class RequestedSet
{
    // A response repeats the names, and Lambda limits both the request and the response to 6 MB:
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LongestName = 100;

    public static ProblemException TooMany(string member) =>
        Amounts.Invalid(member, $"has too many. Send at most {DenominationSet.MaxCount}.");

    /// <exception cref="ProblemException">Change can't be made with these denominations.</exception>
    public static DenominationSet Of(ChangeRequest request, int exponent, CurrencySets sets) =>
        request.Denominations is null ? OfCurrency(request, sets) : Own(request, exponent);

    private static DenominationSet OfCurrency(ChangeRequest request, CurrencySets sets) =>
        sets.Of(request.Currency, request.Include == Include.Notes) ?? throw new ProblemException(
            422, $"The coins of this currency are unknown. Send your own in \"denominations\", or use one of {Denominations.Known}.");

    private static DenominationSet Own(ChangeRequest request, int exponent) =>
        DenominationSet.TryCreate(OwnDenominations(request, exponent), out var set) switch
        {
            DenominationSetError.None => set!,
            DenominationSetError.Empty => throw Unservable("is empty. Send at least one."),
            DenominationSetError.TooMany => throw TooMany("denominations"),
            DenominationSetError.NotPositive => throw Unservable("has one that is worth nothing. Send values greater than 0."),
            DenominationSetError.TooLarge => throw Unservable(
                $"has one that is too large. Send values of at most {DenominationSet.MaxValue} minor units."),
            _ => throw Unservable("has two of the same value. Send each value once."),
        };

    private static Denomination[] OwnDenominations(ChangeRequest request, int exponent)
    {
        if (request.Include is not null)
        {
            throw Amounts.Invalid("include", "is for the currency's own denominations. Omit either it or \"denominations\".");
        }

        var own = request.Denominations!;
        var denominations = new Denomination[own.Count];
        var count = 0;
        foreach (var (name, value) in own)
        {
            if (name.Length == 0)
            {
                throw Unservable("has one without a name. Send names like \"quarters\".");
            }

            if (name.Length > LongestName)
            {
                throw Unservable($"has a name that is too long. Send names of at most {LongestName} characters.");
            }

            var units = Amounts.Parse(value.Text, new("denominations", name), exponent);
            denominations[count++] = new(units > DenominationSet.MaxValue ? DenominationSet.MaxValue + 1 : (long)units, name, name);
        }

        return denominations;
    }

    private static ProblemException Unservable(string what) => Amounts.Invalid("denominations", what);
}
