namespace Quickchange.Algorithms;

/// <summary>Rounding of cash payments in currencies that have no coins for single minor units.</summary>
/// <remarks>
/// Contains only rules of law or of the central bank for a currency's whole area. The euro is rounded to 5 cents in some
/// countries (such as Belgium, Finland, Ireland, Italy, the Netherlands and Slovakia), but not everywhere; Poland
/// doesn't round. The Chilean peso is rounded to 10, but halves are rounded down (Ley 20.956), so it is omitted. The New Zealand
/// rule lets the shop decide for 5 cents.
/// </remarks>
public static class CashRounding
{
    /// <summary>The increment to which cash is rounded, in minor units; 1 if it isn't rounded.</summary>
    /// <param name="code">An ISO 4217 code, such as <c>CHF</c>.</param>
    public static long IncrementOf(ReadOnlySpan<char> code) => code switch
    {
        // Royal Australian Mint, since 1992: ramint.gov.au
        "AUD" => 5,
        // Government of Canada, Economic Action Plan 2012, since 2013: canada.ca
        "CAD" => 5,
        // Swissmint, since 2007 without 1 rappen: swissmint.ch
        "CHF" => 5,
        // Česká národní banka, act on consumer protection, since 2008: cnb.cz
        "CZK" => 100,
        // Danmarks Nationalbank, act on coins, since 2008: nationalbanken.dk
        "DKK" => 50,
        // Act III of 2008 on the rounding rules, since 2008: mnb.hu
        "HUF" => 500,
        // Bank of Israel, since 2008 without 5 agorot: boi.org.il
        "ILS" => 10,
        // Bank Negara Malaysia, rounding mechanism, since 2008: bnm.gov.my
        "MYR" => 5,
        // Norges Bank, since 2012 without 50 øre: norges-bank.no
        "NOK" => 100,
        // Reserve Bank of New Zealand, since 2006 without 5 cents: rbnz.govt.nz
        "NZD" => 10,
        // Sveriges Riksbank, act on rounding (1970:1029), since 2010 without 50 öre: riksbank.se
        "SEK" => 100,
        _ => 1,
    };

    /// <summary>Rounds to the nearest multiple of an increment, halves up.</summary>
    /// <param name="amount">The amount in minor units, 0 or more.</param>
    /// <param name="increment">In minor units, 1 or more.</param>
    /// <exception cref="OverflowException">The multiple exceeds <see cref="Int128.MaxValue"/>.</exception>
    public static Int128 Round(Int128 amount, long increment)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(increment);
        var rest = amount % increment;
        return rest < increment - rest ? amount - rest : checked(amount + (increment - rest));
    }
}
