namespace Quickchange.Algorithms;

/// <summary>Why denominations do not make a set that change can be made with.</summary>
public enum DenominationSetError
{
    /// <summary>They do.</summary>
    None,

    /// <summary>There are none.</summary>
    Empty,

    /// <summary>There are more than <see cref="DenominationSet.MaxCount"/>.</summary>
    TooMany,

    /// <summary>One is worth nothing or less.</summary>
    NotPositive,

    /// <summary>One is worth more than <see cref="DenominationSet.MaxValue"/>.</summary>
    TooLarge,

    /// <summary>Two have the same value.</summary>
    Repeated,
}
