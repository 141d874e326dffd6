namespace Quickchange.Pipeline;

/// <summary>The change of one request, in its currency's coins.</summary>
/// <param name="Amount">The amount with all of the currency's decimals, so that "2.5" and "2.50" are the same.</param>
/// <param name="Coins">How many of each coin, largest first; coins that are not needed are omitted.</param>
public sealed record CoinChange(string Amount, IReadOnlyList<CoinCount> Coins);
