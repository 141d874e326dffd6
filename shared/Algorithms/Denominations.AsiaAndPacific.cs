namespace Quickchange.Algorithms;

/// <content>Asia and the Pacific.</content>
public static partial class Denominations
{
    private static Denomination[]? AsiaAndPacific(ReadOnlySpan<char> code, bool notes) => code switch
    {
        // Reserve Bank of Australia, rba.gov.au; Royal Australian Mint, ramint.gov.au
        "AUD" =>
        [
            .. Notes(notes, "dollar", 100, 100, 50, 20, 10, 5),
            .. Coins("dollar", 100, 2, 1),
            .. Coins("cent", 1, 50, 20, 10, 5),
        ],

        // People's Bank of China, pbc.gov.cn
        "CNY" =>
        [
            .. Notes(notes, "yuan", 100, 100, 50, 20, 10, 5),
            .. Coins("yuan", 100, 1),
            .. Coins("jiao", 10, 5, 1),
        ],

        // Hong Kong Monetary Authority, hkma.gov.hk
        "HKD" =>
        [
            .. Notes(notes, "dollar", 100, 1000, 500, 100, 50, 20),
            .. Coins("dollar", 100, 10, 5, 2, 1),
            .. Coins("cent", 1, 50, 20, 10),
        ],

        // Bank Indonesia, bi.go.id
        "IDR" =>
        [
            .. Notes(notes, "rupiah", 100, 100000, 50000, 20000, 10000, 5000, 2000),
            .. Coins("rupiah", 100, 1000, 500, 200, 100),
        ],

        // Reserve Bank of India, rbi.org.in
        "INR" =>
        [
            .. Notes(notes, "rupee", 100, 500, 200, 100, 50),
            .. Coins("rupee", 100, 20, 10, 5, 2, 1),
            .. Coins("paise", 1, 50),
        ],

        // Bank of Japan, boj.or.jp; Japan Mint, mint.go.jp
        "JPY" =>
        [
            .. Notes(notes, "yen", 1, 10000, 5000, 1000),
            .. Coins("yen", 1, 500, 100, 50, 10, 5, 1),
        ],

        // Bank of Korea, bok.or.kr
        "KRW" =>
        [
            .. Notes(notes, "won", 1, 50000, 10000, 5000, 1000),
            .. Coins("won", 1, 500, 100, 50, 10),
        ],

        // Bank Negara Malaysia, bnm.gov.my
        "MYR" =>
        [
            .. Notes(notes, "ringgit", 100, 100, 50, 20, 10, 5, 1),
            .. Coins("sen", 1, 50, 20, 10, 5),
        ],

        // Reserve Bank of New Zealand, rbnz.govt.nz
        "NZD" =>
        [
            .. Notes(notes, "dollar", 100, 100, 50, 20, 10, 5),
            .. Coins("dollar", 100, 2, 1),
            .. Coins("cent", 1, 50, 20, 10),
        ],

        // Bangko Sentral ng Pilipinas, bsp.gov.ph
        "PHP" =>
        [
            .. Notes(notes, "peso", 100, 1000, 500, 200, 100, 50),
            .. Coins("peso", 100, 20, 10, 5, 1),
            .. Coins("sentimo", 1, 25, 5, 1),
        ],

        // Monetary Authority of Singapore, mas.gov.sg; the 1000-dollar note is not issued any more
        "SGD" =>
        [
            .. Notes(notes, "dollar", 100, 100, 50, 10, 5, 2),
            .. Coins("dollar", 100, 1),
            .. Coins("cent", 1, 50, 20, 10, 5),
        ],

        // Bank of Thailand, bot.or.th
        "THB" =>
        [
            .. Notes(notes, "baht", 100, 1000, 500, 100, 50, 20),
            .. Coins("baht", 100, 10, 5, 2, 1),
            .. Coins("satang", 1, 50, 25),
        ],

        // Central Bank of the Republic of China (Taiwan), cbc.gov.tw
        "TWD" =>
        [
            .. Notes(notes, "dollar", 100, 1000, 500, 100),
            .. Coins("dollar", 100, 50, 10, 5, 1),
        ],

        _ => null,
    };
}
