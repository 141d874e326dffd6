namespace Quickchange.Pipeline;

/// <summary>The answer to a request, as stored in the table of results.</summary>
/// <param name="Request">The request, with all of the currency's decimals in the amount.</param>
/// <param name="Coins">How many of each coin, largest first.</param>
/// <param name="AnsweredAt">When the request was answered.</param>
public sealed record Result(QueuedRequest Request, IReadOnlyList<CoinCount> Coins, DateTimeOffset AnsweredAt);
