using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quickchange.Algorithms.Inference;

/// <summary>Eight floats in a register of AVX.</summary>
internal readonly unsafe struct Avx2Block : IBlock<Avx2Block>
{
    private readonly Vector256<float> _all;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Avx2Block(Vector256<float> all) => _all = all;

    public static int Count => 8;

    public static Avx2Block Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Load(float* values) => new(Avx.LoadVector256(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Repeat(float* value) => new(Avx.BroadcastScalarToVector256(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Avx2Block block, float* values) => Avx.Store(values, block._all);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Add(Avx2Block left, Avx2Block right) => new(Avx.Add(left._all, right._all));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block MultiplyAdd(Avx2Block left, Avx2Block right, Avx2Block addend) =>
        new(Fma.MultiplyAdd(left._all, right._all, addend._all));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx2Block Relu(Avx2Block block) => new(Avx.Max(block._all, Vector256<float>.Zero));
}
