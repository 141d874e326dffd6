namespace Quickchange.Algorithms;

/// <summary>The amounts nearest to one that can be paid exactly; both are equal to it if it can be.</summary>
/// <param name="Below">The largest that does not exceed the amount, in minor units.</param>
/// <param name="Above">
/// The smallest that is not less than the amount, in minor units; null where the till holds less, or where it exceeds
/// <see cref="Int128.MaxValue"/>.
/// </param>
public readonly record struct NearestAmounts(Int128 Below, Int128? Above);
