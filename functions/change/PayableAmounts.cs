namespace Quickchange.Change;

/// <summary>The payable amounts below and above an amount that can't be paid, in major units.</summary>
/// <param name="Below">The largest payable amount below it.</param>
/// <param name="Above">The smallest payable amount above it; absent if the till contains less.</param>
internal sealed record PayableAmounts(string Below, string? Above = null);
