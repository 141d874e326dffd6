using Quickchange.Pipeline;

namespace Quickchange.Report;

/// <summary>The report of a day (UTC). The same data produce the same report, whenever it is created.</summary>
/// <param name="Date">The day.</param>
/// <param name="Answered">How many requests were answered.</param>
/// <param name="Rejected">How many rows were rejected in the files that were completely read on that day.</param>
/// <param name="Accepted">How many rows were accepted in the files that were completely read on that day.</param>
/// <param name="Files">How many files were completely read.</param>
/// <param name="Currencies">The answers by currency, in the order of the codes.</param>
/// <param name="OldestMessageAgeS">The longest time that a request waited in the queue, in seconds; null if it was not measured.</param>
internal sealed record DayReport(
    DateOnly Date,
    long Answered,
    long Rejected,
    long Accepted,
    long Files,
    IReadOnlyList<CurrencyReport> Currencies,
    long? OldestMessageAgeS);

/// <summary>The answers in one currency.</summary>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="Answered">How many requests were answered.</param>
/// <param name="Sum">The exact sum of their amounts, with all of the currency's decimals.</param>
/// <param name="Coins">How many of each coin were given, largest first.</param>
internal sealed record CurrencyReport(string Currency, long Answered, string Sum, IReadOnlyList<CoinCount> Coins);
