namespace Quickchange.Algorithms;

/// <summary>The active codes of ISO 4217, as of amendment 180 (2026), and their numbers of decimals.</summary>
/// <remarks>
/// Source: <see href="https://www.six-group.com/en/products-services/financial-information/data-standards.html">ISO 4217
/// list one</see>: all codes that have a number of decimals, including funds, but not precious metals, special drawing rights and
/// test codes. The Bulgarian lev was removed from the list in 2026.
/// </remarks>
public static class Currency
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string WithTwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE "
        + "CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
        + "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK "
        + "MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD "
        + "RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH "
        + "USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

    private const string WithThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private const string WithFourDecimals = "CLF UYW";

    /// <summary>Looks up a currency's number of decimals.</summary>
    /// <param name="code">Three capital letters, such as <c>USD</c>.</param>
    /// <param name="exponent">0 to 4: a major unit has 10^exponent minor units. 0 if the code is unknown.</param>
    /// <returns>Whether ISO 4217 contains the code.</returns>
    public static bool TryGetExponent(ReadOnlySpan<char> code, out int exponent)
    {
        exponent =
            Lists(WithTwoDecimals, code) ? 2 :
            Lists(WithoutDecimals, code) ? 0 :
            Lists(WithThreeDecimals, code) ? 3 :
            Lists(WithFourDecimals, code) ? 4 : -1;
        if (exponent >= 0)
        {
            return true;
        }

        exponent = 0;
        return false;
    }

    // Each code takes four characters of its list, so a match counts only at a multiple of four.
    private static bool Lists(ReadOnlySpan<char> list, ReadOnlySpan<char> code)
    {
        if (code.Length != 3)
        {
            return false;
        }

        for (var i = 0; i < list.Length; i += 4)
        {
            if (list[i] == code[0] && list[i + 1] == code[1] && list[i + 2] == code[2])
            {
                return true;
            }
        }

        return false;
    }
}
