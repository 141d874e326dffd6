using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Quickchange.Algorithms;

namespace Quickchange.Pipeline;

/// <summary>
/// Makes change for requests. The same code accepts rows and answers them, so that every accepted row can be answered.
/// </summary>
public sealed class CoinChangeMaker
{
    // A millisecond of CPU time, because a file has many rows. The greedy algorithm works for all currencies, and takes a thousandth
    // of that.
    private const long StepsPerRow = 1_000_000;

    // A file has many rows in few currencies.
    private readonly ConcurrentDictionary<string, DenominationSet?> _sets = new();

    /// <param name="amount">Decimal text.</param>
    /// <param name="currency">An ISO 4217 code.</param>
    /// <param name="change">The fewest coins; null if the request is rejected.</param>
    /// <param name="reason">The reason for rejecting the request, in words for the sender.</param>
    public bool TryMake(
        string amount,
        string currency,
        [NotNullWhen(true)] out CoinChange? change,
        [NotNullWhen(false)] out string? reason)
    {
        change = null;
        if (!Currency.TryGetExponent(currency, out var exponent))
        {
            reason = "the currency is not an ISO 4217 code in capital letters";
            return false;
        }

        if (_sets.GetOrAdd(currency, static code => SetOf(code)) is not { } set)
        {
            reason = $"the coins of {currency} are unknown";
            return false;
        }

        reason = Wrong(Money.TryParse(amount, exponent, out var units), exponent);
        if (reason is not null)
        {
            return false;
        }

        var counts = new Int128[set.Denominations.Length];
        switch (set.MakeChange(units, counts, new(StepsPerRow)))
        {
            case SearchOutcome.Found:
                change = new(Money.Format(units, exponent), Counts(set, counts));
                return true;
            case SearchOutcome.None:
                reason = $"the amount can't be paid exactly with the coins of {currency}";
                return false;
            default:
                reason = $"the amount takes too long to pay with the coins of {currency}";
                return false;
        }
    }

    private static DenominationSet? SetOf(string currency)
    {
        // Without denominations, there is no set. The denominations of a currency are always valid, unless there are none.
        _ = DenominationSet.TryCreate(Denominations.Of(currency), out var set);
        return set;
    }

    private static CoinCount[] Counts(DenominationSet set, Int128[] counts)
    {
        var coins = new List<CoinCount>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                coins.Add(new(set.Denominations[i].Plural, counts[i]));
            }
        }

        return [.. coins];
    }

    private static string? Wrong(MoneyError error, int exponent) => error switch
    {
        MoneyError.None => null,
        MoneyError.Empty => "the amount has no digits",
        MoneyError.Negative => "the amount is negative",
        MoneyError.NonAsciiDigit => "the amount has a digit that is not one of 0 to 9",
        MoneyError.TooManyDecimals => exponent == 0
            ? "the amount has decimals, but this currency has none"
            : $"the amount has more decimals than this currency's {exponent}",
        MoneyError.TooLarge => $"the amount has more than {Money.MaxDigits} digits before the decimal point",
        _ => "the amount is not a decimal number like 1.89",
    };
}
