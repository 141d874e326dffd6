namespace Quickchange.Algorithms;

/// <summary>A coin or a note.</summary>
/// <param name="Value">The value in minor units of the currency, 1 or more.</param>
/// <param name="Singular">The singular name: quarter.</param>
/// <param name="Plural">The plural name: quarters.</param>
public readonly record struct Denomination(long Value, string Singular, string Plural);
