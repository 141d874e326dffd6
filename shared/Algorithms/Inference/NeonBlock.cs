using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Quickchange.Algorithms.Inference;

/// <summary>Sixteen floats in four registers of Neon.</summary>
internal readonly unsafe struct NeonBlock : IBlock<NeonBlock>
{
    private readonly Vector128<float> _first;
    private readonly Vector128<float> _second;
    private readonly Vector128<float> _third;
    private readonly Vector128<float> _fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private NeonBlock(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth) =>
        (_first, _second, _third, _fourth) = (first, second, third, fourth);

    public static NeonBlock Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Load(float* values) => new(
        AdvSimd.LoadVector128(values), AdvSimd.LoadVector128(values + 4),
        AdvSimd.LoadVector128(values + 8), AdvSimd.LoadVector128(values + 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(NeonBlock block, float* values)
    {
        AdvSimd.Store(values, block._first);
        AdvSimd.Store(values + 4, block._second);
        AdvSimd.Store(values + 8, block._third);
        AdvSimd.Store(values + 12, block._fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Add(NeonBlock left, NeonBlock right) => new(
        AdvSimd.Add(left._first, right._first), AdvSimd.Add(left._second, right._second),
        AdvSimd.Add(left._third, right._third), AdvSimd.Add(left._fourth, right._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock MultiplyAdd(NeonBlock left, NeonBlock right, NeonBlock addend) => new(
        AdvSimd.FusedMultiplyAdd(addend._first, left._first, right._first),
        AdvSimd.FusedMultiplyAdd(addend._second, left._second, right._second),
        AdvSimd.FusedMultiplyAdd(addend._third, left._third, right._third),
        AdvSimd.FusedMultiplyAdd(addend._fourth, left._fourth, right._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock MultiplyAdd(NeonBlock left, float right, NeonBlock addend)
    {
        var factor = Vector128.Create(right);
        return MultiplyAdd(left, new NeonBlock(factor, factor, factor, factor), addend);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NeonBlock Relu(NeonBlock block) => new(
        AdvSimd.Max(block._first, Vector128<float>.Zero), AdvSimd.Max(block._second, Vector128<float>.Zero),
        AdvSimd.Max(block._third, Vector128<float>.Zero), AdvSimd.Max(block._fourth, Vector128<float>.Zero));
}
