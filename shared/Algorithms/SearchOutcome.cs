namespace Quickchange.Algorithms;

/// <summary>The outcome of a search for change.</summary>
public enum SearchOutcome
{
    /// <summary>The fewest coins were found.</summary>
    Found,

    /// <summary>The amount can't be paid exactly.</summary>
    None,

    /// <summary>The search would exceed the budget.</summary>
    TooLarge,
}
