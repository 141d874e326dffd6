namespace Quickchange.Algorithms;

/// <summary>The amounts nearest to one that can be paid exactly; both are equal to it if it can be.</summary>
/// <param name="Below">The largest payable amount that does not exceed the amount, in minor units.</param>
/// <param name="Above">
/// The smallest payable amount that is not less than the amount, in minor units; null if the till contains less, or if it exceeds
/// <see cref="Int128.MaxValue"/>.
/// </param>
public readonly record struct NearestAmounts(Int128 Below, Int128? Above);
