namespace Quickchange.Change;

/// <summary>The payable amounts on both sides of one that can't be paid, in major units.</summary>
/// <param name="Below">The largest below it.</param>
/// <param name="Above">The smallest above it; absent where the till holds less.</param>
internal sealed record PayableAmounts(string Below, string? Above = null);
