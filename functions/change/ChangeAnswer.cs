namespace Quickchange.Change;

/// <summary>The change.</summary>
/// <param name="Res">The denominations used, largest first.</param>
/// <param name="Rounded">The amount that was paid, in major units; there if rounding was asked for.</param>
/// <param name="Ways">In how many ways the amount can be paid, in decimal digits; there if it was asked for.</param>
internal sealed record ChangeAnswer(IReadOnlyList<ChangeEntry> Res, string? Rounded = null, string? Ways = null);
