namespace Quickchange.Algorithms.Inference;

/// <summary>A step of a network. It has no state, so that threads can share it.</summary>
internal abstract class Layer(Plane input, Plane output)
{
    public Plane Input { get; } = input;

    public Plane Output { get; } = output;

    /// <summary>Computes the output without its margin. The result is the same to the last bit whatever the instructions.</summary>
    /// <param name="input">As long as the input's plane.</param>
    /// <param name="output">As long as the output's plane.</param>
    /// <param name="instructions">Instructions that this processor has.</param>
    public abstract void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions);
}
