using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quickchange.Algorithms.Inference;

/// <summary>Sixteen floats in two registers of AVX.</summary>
internal readonly unsafe struct Avx2Block : IBlock<Avx2Block>
{
    private readonly Vector256<float> _low;
    private readonly Vector256<float> _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Avx2Block(Vector256<float> low, Vector256<float> high) => (_low, _high) = (low, high);

    public static Avx2Block Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero, Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Load(float* values) => new(Avx.LoadVector256(values), Avx.LoadVector256(values + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Avx2Block block, float* values)
    {
        Avx.Store(values, block._low);
        Avx.Store(values + 8, block._high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Add(Avx2Block left, Avx2Block right) =>
        new(Avx.Add(left._low, right._low), Avx.Add(left._high, right._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block MultiplyAdd(Avx2Block left, Avx2Block right, Avx2Block addend) =>
        new(Fma.MultiplyAdd(left._low, right._low, addend._low), Fma.MultiplyAdd(left._high, right._high, addend._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block MultiplyAdd(Avx2Block left, float right, Avx2Block addend)
    {
        var factor = Avx2.BroadcastScalarToVector256(Vector128.CreateScalarUnsafe(right));
        return new(Fma.MultiplyAdd(left._low, factor, addend._low), Fma.MultiplyAdd(left._high, factor, addend._high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Relu(Avx2Block block) =>
        new(Avx.Max(block._low, Vector256<float>.Zero), Avx.Max(block._high, Vector256<float>.Zero));
}
