namespace Quickchange.Algorithms.Inference;

/// <summary>
/// The parameters of a convolution or a dense layer, in blocks as in <see cref="NetworkFormat"/>. Weights of 8 bits are floats with
/// the values of bytes, because a sum is multiplied by its scale at the end.
/// </summary>
/// <param name="Outputs">The number of outputs, without those that fill up the last block.</param>
/// <param name="Inputs">The number of weights of an output.</param>
/// <param name="Relu">Whether negative results become 0.</param>
/// <param name="Biases">For each output.</param>
/// <param name="Scales">For each output.</param>
/// <param name="Weights">For each block, input and output of the block.</param>
internal sealed record Parameters(int Outputs, int Inputs, bool Relu, float[] Biases, float[] Scales, float[] Weights)
{
    /// <summary>The index of an output's first weight; the next one is <see cref="NetworkFormat.BlockLength"/> further.</summary>
    public int IndexOf(int output)
    {
        var (block, lane) = Math.DivRem(output, NetworkFormat.BlockLength);
        return (block * Inputs * NetworkFormat.BlockLength) + lane;
    }
}
