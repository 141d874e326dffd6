namespace Quickchange.Algorithms.Inference;

/// <summary>The variants of a layer. The numbers are part of <see cref="NetworkFormat"/>.</summary>
[Flags]
public enum LayerOptions
{
    None = 0,

    /// <summary>Negative results become 0.</summary>
    Relu = 1,

    /// <summary>Weights are floats, not bytes with a scale.</summary>
    FloatWeights = 2,
}
