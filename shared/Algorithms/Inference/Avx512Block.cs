using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quickchange.Algorithms.Inference;

/// <summary>Sixteen floats in a register of AVX-512.</summary>
internal readonly unsafe struct Avx512Block : IBlock<Avx512Block>
{
    private readonly Vector512<float> _all;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Avx512Block(Vector512<float> all) => _all = all;

    public static int Count => 16;

    public static Avx512Block Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Block Load(float* values) => new(Avx512F.LoadVector512(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Block Repeat(float* value) => new(Avx512F.BroadcastScalarToVector512(Vector128.CreateScalarUnsafe(*value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Avx512Block block, float* values) => Avx512F.Store(values, block._all);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Block Add(Avx512Block left, Avx512Block right) => new(Avx512F.Add(left._all, right._all));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Block MultiplyAdd(Avx512Block left, Avx512Block right, Avx512Block addend) =>
        new(Avx512F.FusedMultiplyAdd(left._all, right._all, addend._all));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Avx512Block Relu(Avx512Block block) => new(Avx512F.Max(block._all, Vector512<float>.Zero));
}
