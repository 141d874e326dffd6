namespace Quickchange.Pipeline;

/// <param name="Name">The coin's name in the plural, such as "quarters".</param>
/// <param name="Count">1 or more.</param>
public readonly record struct CoinCount(string Name, Int128 Count);
