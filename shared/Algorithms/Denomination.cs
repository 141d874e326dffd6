namespace Quickchange.Algorithms;

/// <summary>A coin or a note.</summary>
/// <param name="Value">In minor units of its currency, 1 or more.</param>
/// <param name="Singular">The name of one: quarter.</param>
/// <param name="Plural">The name of several: quarters.</param>
public readonly record struct Denomination(long Value, string Singular, string Plural);
