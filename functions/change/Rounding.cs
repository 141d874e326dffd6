namespace Quickchange.Change;

/// <summary>What an amount may be rounded for.</summary>
internal enum Rounding
{
    Cash,
}
