namespace Quickchange.Algorithms;

/// <summary>The reasons why denominations are not a valid set.</summary>
public enum DenominationSetError
{
    /// <summary>The set is valid.</summary>
    None,

    /// <summary>There are no denominations.</summary>
    Empty,

    /// <summary>There are more than <see cref="DenominationSet.MaxCount"/>.</summary>
    TooMany,

    /// <summary>A value is 0 or negative.</summary>
    NotPositive,

    /// <summary>A value exceeds <see cref="DenominationSet.MaxValue"/>.</summary>
    TooLarge,

    /// <summary>Two have the same value.</summary>
    Repeated,
}
