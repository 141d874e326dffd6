namespace Quickchange.Algorithms.Inference;

/// <summary>What a layer computes. The numbers are part of <see cref="NetworkFormat"/>.</summary>
public enum LayerKind
{
    None = 0,
    Convolution = 1,
    MaximumPooling = 2,

    /// <summary>The average of each channel.</summary>
    GlobalAveragePooling = 3,
    Dense = 4,
    Softmax = 5,
}
