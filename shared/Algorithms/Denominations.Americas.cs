namespace Quickchange.Algorithms;

/// <content>Americas.</content>
public static partial class Denominations
{
    private static Denomination[]? Americas(ReadOnlySpan<char> code, bool notes) => code switch
    {
        // Banco Central do Brasil, bcb.gov.br
        "BRL" =>
        [
            .. Notes(notes, "real", 100, 200, 100, 50, 20, 10, 5, 2),
            .. Coins("real", 100, 1),
            .. Coins("centavo", 1, 50, 25, 10, 5),
        ],

        // Bank of Canada, bankofcanada.ca; Royal Canadian Mint, mint.ca
        "CAD" =>
        [
            .. Notes(notes, "dollar", 100, 100, 50, 20, 10, 5),
            new(200, "toonie", "toonies"),
            new(100, "loonie", "loonies"),
            new(25, "quarter", "quarters"),
            new(10, "dime", "dimes"),
            new(5, "nickel", "nickels"),
        ],

        // Banco Central de Chile, bcentral.cl
        "CLP" =>
        [
            .. Notes(notes, "peso", 1, 20000, 10000, 5000, 2000, 1000),
            .. Coins("peso", 1, 500, 100, 50, 10),
        ],

        // Banco de la República, banrep.gov.co
        "COP" =>
        [
            .. Notes(notes, "peso", 100, 100000, 50000, 20000, 10000, 5000, 2000),
            .. Coins("peso", 100, 1000, 500, 200, 100, 50),
        ],

        // Banco de México, banxico.org.mx
        "MXN" =>
        [
            .. Notes(notes, "peso", 100, 1000, 500, 200, 100, 50, 20),
            .. Coins("peso", 100, 10, 5, 2, 1),
            .. Coins("centavo", 1, 50),
        ],

        // Banco Central de Reserva del Perú, bcrp.gob.pe
        "PEN" =>
        [
            .. Notes(notes, "sol", 100, 200, 100, 50, 20, 10),
            .. Coins("sol", 100, 5, 2, 1),
            .. Coins("céntimo", 1, 50, 20, 10),
        ],

        // US Currency Education Program, uscurrency.gov; United States Mint, usmint.gov
        "USD" =>
        [
            .. notes ? Named("dollar", "bill", 100, [100, 50, 20, 10, 5, 1]) : [],
            new(25, "quarter", "quarters"),
            new(10, "dime", "dimes"),
            new(5, "nickel", "nickels"),
            new(1, "penny", "pennies"),
        ],

        _ => null,
    };
}
