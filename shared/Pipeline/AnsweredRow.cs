namespace Quickchange.Pipeline;

/// <summary>What the index by day has of a result.</summary>
/// <param name="Amount">With all of the currency's decimals.</param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="Coins">How many of each coin, in no order.</param>
public sealed record AnsweredRow(string Amount, string Currency, IReadOnlyList<CoinCount> Coins);
