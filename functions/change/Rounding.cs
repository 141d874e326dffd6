namespace Quickchange.Change;

/// <summary>The kinds of rounding.</summary>
internal enum Rounding
{
    Cash,
}
