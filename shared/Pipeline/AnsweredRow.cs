namespace Quickchange.Pipeline;

/// <summary>The attributes of a result in the index by day.</summary>
/// <param name="Amount">The amount, with all of the currency's decimals.</param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="Coins">How many of each coin, in no order.</param>
public sealed record AnsweredRow(string Amount, string Currency, IReadOnlyList<CoinCount> Coins);
