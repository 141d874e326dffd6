using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Quickchange.Algorithms.Inference;

/// <summary>The instructions that a network runs with.</summary>
internal enum Instructions
{
    /// <summary>One value at a time: for other processors, and to test the others against.</summary>
    Scalar,

    /// <summary>Four floats at a time, on arm64.</summary>
    Neon,

    /// <summary>Eight floats at a time, on x64.</summary>
    Avx2,

    /// <summary>Sixteen floats at a time, on x64.</summary>
    Avx512,
}

internal static class InstructionsOfThisProcessor
{
    /// <summary>Of <see cref="Supported"/>, the fastest.</summary>
    public static Instructions Best =>
        Avx512F.IsSupported ? Instructions.Avx512
        : Avx2.IsSupported && Fma.IsSupported ? Instructions.Avx2
        : AdvSimd.IsSupported ? Instructions.Neon
        : Instructions.Scalar;

    public static IEnumerable<Instructions> Supported => Best switch
    {
        Instructions.Avx512 => [Instructions.Scalar, Instructions.Avx2, Instructions.Avx512],
        Instructions.Scalar => [Instructions.Scalar],
        var best => [Instructions.Scalar, best],
    };
}
