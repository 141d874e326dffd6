namespace Quickchange.Algorithms;

/// <summary>The coins and notes in circulation of everyday currencies, largest first.</summary>
/// <remarks>
/// What is legal tender but rare in everyday payments is left out: half dollars, dollar coins and two-dollar bills of the
/// US, the 500-euro note, the 2000-yen note. Where a coin and a note have the same value, it is the coin. The source of
/// each currency is its issuer, which is named next to it.
/// </remarks>
public static partial class Denominations
{
    /// <summary>The currencies that have denominations here.</summary>
    public const string Known =
        "AED, AUD, BRL, CAD, CHF, CLP, CNY, COP, CZK, DKK, EGP, EUR, GBP, GEL, HKD, HUF, IDR, ILS, INR, ISK, JPY, KES, "
        + "KRW, KWD, MXN, MYR, NOK, NZD, PEN, PHP, PLN, RON, SAR, SEK, SGD, THB, TRY, TWD, UAH, USD, ZAR";

    /// <summary>The coins of a currency.</summary>
    /// <param name="code">An ISO 4217 code, such as <c>USD</c>.</param>
    /// <returns>Empty for a currency that is not among <see cref="Known"/>.</returns>
    public static Denomination[] Of(ReadOnlySpan<char> code) => Of(code, notes: false);

    /// <summary>The coins of a currency, and its notes if wanted.</summary>
    /// <param name="code">An ISO 4217 code, such as <c>USD</c>.</param>
    /// <param name="notes">Whether notes are wanted too.</param>
    /// <returns>Empty for a currency that is not among <see cref="Known"/>.</returns>
    public static Denomination[] Of(ReadOnlySpan<char> code, bool notes) =>
        Europe(code, notes) ?? Americas(code, notes) ?? AsiaAndPacific(code, notes) ?? MiddleEastAndAfrica(code, notes) ?? [];

    // The scale is the number of minor units in one of the unit.
    private static Denomination[] Coins(string unit, int scale, params ReadOnlySpan<int> values) =>
        Named(unit, "coin", scale, values);

    private static Denomination[] Notes(bool wanted, string unit, int scale, params ReadOnlySpan<int> values) =>
        wanted ? Named(unit, "note", scale, values) : [];

    private static Denomination[] Named(string unit, string kind, int scale, ReadOnlySpan<int> values)
    {
        var denominations = new Denomination[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var singular = $"{values[i]}-{unit} {kind}";
            denominations[i] = new((long)values[i] * scale, singular, singular + "s");
        }

        return denominations;
    }
}
