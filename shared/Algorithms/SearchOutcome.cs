namespace Quickchange.Algorithms;

/// <summary>What a search for change came to.</summary>
public enum SearchOutcome
{
    /// <summary>The fewest coins are found.</summary>
    Found,

    /// <summary>The amount can't be paid exactly.</summary>
    None,

    /// <summary>The search would cost more than the budget has left.</summary>
    TooLarge,
}
