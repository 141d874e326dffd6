namespace Quickchange.Algorithms.Inference;

/// <summary>A layer as a file describes it.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Window">For a convolution or a pooling.</param>
/// <param name="Output">Its output, without the margin that the next layer needs.</param>
/// <param name="Parameters">For a convolution or a dense layer.</param>
internal sealed record LayerDescription(LayerKind Kind, Window Window, Plane Output, Parameters? Parameters)
{
    /// <param name="input">With a margin as large as the window's padding.</param>
    /// <param name="margin">The margin of the output.</param>
    public Layer ToLayer(Plane input, Margin margin) => Kind switch
    {
        LayerKind.Convolution => new Convolution(input, Output with { Margin = margin }, Window, Parameters!),
        LayerKind.MaximumPooling => new MaximumPooling(input, Output with { Margin = margin }, Window),
        LayerKind.GlobalAveragePooling => new GlobalAveragePooling(input),
        LayerKind.Dense => new Dense(input, Parameters!),
        _ => new Softmax(input),
    };
}
