namespace Quickchange.Algorithms;

/// <summary>The coins in circulation of the main currencies, largest first.</summary>
/// <remarks>
/// The US dollar has the four coins that everyday change is made of; half dollars and dollar coins are rare in it.
/// Sources are the mints' and central banks' own pages.
/// </remarks>
public static class Denominations
{
    /// <summary>The currencies that have denominations here.</summary>
    public const string Known = "AUD, BRL, CAD, CHF, CNY, DKK, EUR, GBP, INR, JPY, KRW, KWD, MXN, NOK, NZD, PLN, SEK, SGD, USD, ZAR";

    /// <param name="code">An ISO 4217 code, such as <c>USD</c>.</param>
    /// <returns>Empty for a currency that is not among <see cref="Known"/>.</returns>
    public static Denomination[] Of(ReadOnlySpan<char> code) => code switch
    {
        "USD" => [new(25, "quarter", "quarters"), new(10, "dime", "dimes"), new(5, "nickel", "nickels"), new(1, "penny", "pennies")],
        "EUR" => [Coin(200, "2-euro"), Coin(100, "1-euro"), .. Coins("cent", 50, 20, 10, 5, 2, 1)],
        "GBP" => [Coin(200, "2-pound"), Coin(100, "1-pound"), .. Coins("pence", 50, 20, 10, 5, 2), new(1, "penny", "pence")],
        "JPY" => Coins("yen", 500, 100, 50, 10, 5, 1),
        "CHF" => [Coin(500, "5-franc"), Coin(200, "2-franc"), Coin(100, "1-franc"), .. Coins("rappen", 50, 20, 10, 5)],
        "CAD" => [new(200, "toonie", "toonies"), new(100, "loonie", "loonies"), new(25, "quarter", "quarters"), new(10, "dime", "dimes"), new(5, "nickel", "nickels")],
        "AUD" => [Coin(200, "2-dollar"), Coin(100, "1-dollar"), .. Coins("cent", 50, 20, 10, 5)],
        "NZD" => [Coin(200, "2-dollar"), Coin(100, "1-dollar"), .. Coins("cent", 50, 20, 10)],
        "SGD" => [Coin(100, "1-dollar"), .. Coins("cent", 50, 20, 10, 5)],
        "CNY" => [Coin(100, "1-yuan"), .. Coins("fen", 50, 10)],
        "INR" => [Coin(2000, "20-rupee"), Coin(1000, "10-rupee"), Coin(500, "5-rupee"), Coin(200, "2-rupee"), Coin(100, "1-rupee"), Coin(50, "50-paise")],
        "KRW" => Coins("won", 500, 100, 50, 10),
        "KWD" => Coins("fils", 100, 50, 20, 10, 5),
        "SEK" => [Coin(1000, "10-krona"), Coin(500, "5-krona"), Coin(200, "2-krona"), Coin(100, "1-krona")],
        "NOK" => [Coin(2000, "20-krone"), Coin(1000, "10-krone"), Coin(500, "5-krone"), Coin(100, "1-krone")],
        "DKK" => [Coin(2000, "20-krone"), Coin(1000, "10-krone"), Coin(500, "5-krone"), Coin(200, "2-krone"), Coin(100, "1-krone"), Coin(50, "50-øre")],
        "PLN" => [Coin(500, "5-zloty"), Coin(200, "2-zloty"), Coin(100, "1-zloty"), .. Coins("grosz", 50, 20, 10, 5, 2, 1)],
        "BRL" => [Coin(100, "1-real"), .. Coins("centavo", 50, 25, 10, 5)],
        "MXN" => [Coin(1000, "10-peso"), Coin(500, "5-peso"), Coin(200, "2-peso"), Coin(100, "1-peso"), Coin(50, "50-centavo")],
        "ZAR" => [Coin(500, "5-rand"), Coin(200, "2-rand"), Coin(100, "1-rand"), .. Coins("cent", 50, 20, 10)],
        _ => [],
    };

    private static Denomination[] Coins(string unit, params ReadOnlySpan<int> values)
    {
        var coins = new Denomination[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            coins[i] = Coin(values[i], $"{values[i]}-{unit}");
        }

        return coins;
    }

    private static Denomination Coin(long value, string name) => new(value, $"{name} coin", $"{name} coins");
}
