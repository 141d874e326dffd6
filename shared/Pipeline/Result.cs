namespace Quickchange.Pipeline;

/// <summary>The answer to a request, as the results table keeps it.</summary>
/// <param name="Request">What was asked, with the amount in all of its currency's decimals.</param>
/// <param name="Coins">How many of each coin, largest first.</param>
/// <param name="AnsweredAt">When the answer was made.</param>
public sealed record Result(QueuedRequest Request, IReadOnlyList<CoinCount> Coins, DateTimeOffset AnsweredAt);
