namespace Quickchange.Algorithms;

/// <content>The Middle East and Africa.</content>
public static partial class Denominations
{
    private static Denomination[]? MiddleEastAndAfrica(ReadOnlySpan<char> code, bool notes) => code switch
    {
        // Central Bank of the UAE, centralbank.ae
        "AED" =>
        [
            .. Notes(notes, "dirham", 100, 1000, 500, 200, 100, 50, 20, 10, 5),
            .. Coins("dirham", 100, 1),
            .. Coins("fils", 1, 50, 25),
        ],

        // Central Bank of Egypt, cbe.org.eg
        "EGP" =>
        [
            .. Notes(notes, "pound", 100, 200, 100, 50, 20, 10, 5),
            .. Coins("pound", 100, 1),
            .. Coins("piastre", 1, 50, 25),
        ],

        // Bank of Israel, boi.org.il
        "ILS" =>
        [
            .. Notes(notes, "shekel", 100, 200, 100, 50, 20),
            .. Coins("shekel", 100, 10, 5, 2, 1),
            new(50, "half-shekel coin", "half-shekel coins"),
            .. Coins("agora", 1, 10),
        ],

        // Central Bank of Kenya, centralbank.go.ke
        "KES" =>
        [
            .. Notes(notes, "shilling", 100, 1000, 500, 200, 100, 50),
            .. Coins("shilling", 100, 20, 10, 5, 1),
        ],

        // Central Bank of Kuwait, cbk.gov.kw; the half and the quarter dinar in fils
        "KWD" =>
        [
            .. Notes(notes, "dinar", 1000, 20, 10, 5, 1),
            .. Notes(notes, "fils", 1, 500, 250),
            .. Coins("fils", 1, 100, 50, 20, 10, 5),
        ],

        // Saudi Central Bank, sama.gov.sa
        "SAR" =>
        [
            .. Notes(notes, "riyal", 100, 500, 200, 100, 50, 10, 5),
            .. Coins("riyal", 100, 2, 1),
            .. Coins("halala", 1, 50, 25, 10, 5, 1),
        ],

        // South African Reserve Bank, resbank.co.za
        "ZAR" =>
        [
            .. Notes(notes, "rand", 100, 200, 100, 50, 20, 10),
            .. Coins("rand", 100, 5, 2, 1),
            .. Coins("cent", 1, 50, 20, 10),
        ],

        _ => null,
    };
}
