using Quickchange.Algorithms;
using Quickchange.Pipeline;

namespace Quickchange.Report;

/// <summary>Exact running totals for a currency. Their size doesn't grow with the number of answers.</summary>
/// <param name="currency">An ISO 4217 code.</param>
internal sealed class CurrencyTotals(string currency)
{
    private readonly Dictionary<string, Int128> _coins = [];
    private readonly int _exponent = Currency.TryGetExponent(currency, out var exponent)
        ? exponent
        : throw new InvalidDataException($"A result's currency {currency} is no ISO 4217 code.");

    private long _answered;
    private Int128 _sum;

    /// <exception cref="InvalidDataException">The row's amount is not valid in this currency.</exception>
    /// <exception cref="OverflowException">A sum has more than 38 digits.</exception>
    public void Add(AnsweredRow row)
    {
        if (Money.TryParse(row.Amount, _exponent, out var units) is not MoneyError.None and var error)
        {
            throw new InvalidDataException($"The amount {row.Amount} of a result is not valid in {currency}: {error}.");
        }

        checked
        {
            _answered++;
            _sum += units;
            foreach (var (name, count) in row.Coins)
            {
                _coins[name] = _coins.GetValueOrDefault(name) + count;
            }
        }
    }

    public CurrencyReport ToReport() => new(currency, _answered, Money.Format(_sum, _exponent), Sorted());

    // Largest first; coins that the currency no longer has come last, by name.
    private CoinCount[] Sorted()
    {
        var values = Denominations.Of(currency).ToDictionary(coin => coin.Plural, coin => coin.Value);
        return
        [
            .. _coins
                .OrderByDescending(coin => values.GetValueOrDefault(coin.Key))
                .ThenBy(coin => coin.Key, StringComparer.Ordinal)
                .Select(coin => new CoinCount(coin.Key, coin.Value)),
        ];
    }
}
