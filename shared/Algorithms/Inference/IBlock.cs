namespace Quickchange.Algorithms.Inference;

/// <summary>
/// Floats in one register. Only explicit instructions are used, because Native AOT compiles Vector256 and Vector512 for a processor
/// without them.
/// </summary>
internal unsafe interface IBlock<TSelf>
    where TSelf : unmanaged, IBlock<TSelf>
{
    /// <summary>The number of floats, which divides <see cref="NetworkFormat.BlockLength"/>.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(float* values);

    /// <summary>One value, as often as there are floats.</summary>
    static abstract TSelf Repeat(float* value);

    static abstract void Store(TSelf block, float* values);

    static abstract TSelf Add(TSelf left, TSelf right);

    /// <summary>Left · right + addend, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary>Each value, or 0 if that is larger.</summary>
    static abstract TSelf Relu(TSelf block);
}
