namespace Quickchange.Algorithms;

/// <content>Europe.</content>
public static partial class Denominations
{
    private static Denomination[]? Europe(ReadOnlySpan<char> code, bool notes) => code switch
    {
        // Swiss National Bank, snb.ch; Swissmint, swissmint.ch
        "CHF" =>
        [
            .. Notes(notes, "franc", 100, 1000, 200, 100, 50, 20, 10),
            .. Coins("franc", 100, 5, 2, 1),
            .. Coins("rappen", 1, 50, 20, 10, 5),
        ],

        // Česká národní banka, cnb.cz
        "CZK" =>
        [
            .. Notes(notes, "koruna", 100, 5000, 2000, 1000, 500, 200, 100),
            .. Coins("koruna", 100, 50, 20, 10, 5, 2, 1),
        ],

        // Danmarks Nationalbank, nationalbanken.dk; the 1000-krone note ceased to be legal tender in 2025
        "DKK" =>
        [
            .. Notes(notes, "krone", 100, 500, 200, 100, 50),
            .. Coins("krone", 100, 20, 10, 5, 2, 1),
            .. Coins("øre", 1, 50),
        ],

        // European Central Bank, ecb.europa.eu
        "EUR" =>
        [
            .. Notes(notes, "euro", 100, 200, 100, 50, 20, 10, 5),
            .. Coins("euro", 100, 2, 1),
            .. Coins("cent", 1, 50, 20, 10, 5, 2, 1),
        ],

        // Bank of England, bankofengland.co.uk; Royal Mint, royalmint.com
        "GBP" =>
        [
            .. Notes(notes, "pound", 100, 50, 20, 10, 5),
            .. Coins("pound", 100, 2, 1),
            .. Coins("pence", 1, 50, 20, 10, 5, 2),
            new(1, "penny", "pence"),
        ],

        // National Bank of Georgia, nbg.gov.ge
        "GEL" =>
        [
            .. Notes(notes, "lari", 100, 200, 100, 50, 20, 10, 5),
            .. Coins("lari", 100, 2, 1),
            .. Coins("tetri", 1, 50, 20, 10, 5),
        ],

        // Magyar Nemzeti Bank, mnb.hu
        "HUF" =>
        [
            .. Notes(notes, "forint", 100, 20000, 10000, 5000, 2000, 1000, 500),
            .. Coins("forint", 100, 200, 100, 50, 20, 10, 5),
        ],

        // Seðlabanki Íslands, sedlabanki.is
        "ISK" =>
        [
            .. Notes(notes, "krona", 1, 10000, 5000, 2000, 1000, 500),
            .. Coins("krona", 1, 100, 50, 10, 5, 1),
        ],

        // Norges Bank, norges-bank.no
        "NOK" =>
        [
            .. Notes(notes, "krone", 100, 1000, 500, 200, 100, 50),
            .. Coins("krone", 100, 20, 10, 5, 1),
        ],

        // Narodowy Bank Polski, nbp.pl
        "PLN" =>
        [
            .. Notes(notes, "zloty", 100, 500, 200, 100, 50, 20, 10),
            .. Coins("zloty", 100, 5, 2, 1),
            .. Coins("grosz", 1, 50, 20, 10, 5, 2, 1),
        ],

        // Banca Națională a României, bnr.ro
        "RON" =>
        [
            .. Notes(notes, "leu", 100, 500, 200, 100, 50, 20, 10, 5, 1),
            .. Coins("ban", 1, 50, 10, 5, 1),
        ],

        // Sveriges Riksbank, riksbank.se
        "SEK" =>
        [
            .. Notes(notes, "krona", 100, 1000, 500, 200, 100, 50, 20),
            .. Coins("krona", 100, 10, 5, 2, 1),
        ],

        // Central Bank of the Republic of Türkiye, tcmb.gov.tr; Turkish State Mint, darphane.gov.tr
        "TRY" =>
        [
            .. Notes(notes, "lira", 100, 200, 100, 50, 20, 10),
            .. Coins("lira", 100, 5, 1),
            .. Coins("kuruş", 1, 50, 25, 10, 5),
        ],

        // National Bank of Ukraine, bank.gov.ua
        "UAH" =>
        [
            .. Notes(notes, "hryvnia", 100, 1000, 500, 200, 100, 50, 20),
            .. Coins("hryvnia", 100, 10, 5, 2, 1),
            .. Coins("kopiyka", 1, 50, 10),
        ],

        _ => null,
    };
}
