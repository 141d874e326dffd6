using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Quickchange.Algorithms.Inference;

/// <summary>Four floats in a register of Neon.</summary>
internal readonly unsafe struct NeonBlock : IBlock<NeonBlock>
{
    private readonly Vector128<float> _all;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private NeonBlock(Vector128<float> all) => _all = all;

    public static int Count => 4;

    public static NeonBlock Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Load(float* values) => new(AdvSimd.LoadVector128(values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Repeat(float* value) => new(AdvSimd.LoadAndReplicateToVector128(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(NeonBlock block, float* values) => AdvSimd.Store(values, block._all);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Add(NeonBlock left, NeonBlock right) => new(AdvSimd.Add(left._all, right._all));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock MultiplyAdd(NeonBlock left, NeonBlock right, NeonBlock addend) =>
        new(AdvSimd.FusedMultiplyAdd(addend._all, left._all, right._all));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Relu(NeonBlock block) => new(AdvSimd.Max(block._all, Vector128<float>.Zero));
}
