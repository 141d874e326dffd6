namespace Quickchange.Algorithms.Inference;

/// <summary>Turns the last layer's values into probabilities, which add up to 1.</summary>
internal sealed class Softmax(Plane input) : Layer(input, input)
{
    public override void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions)
    {
        var highest = float.NegativeInfinity;
        foreach (var value in input)
        {
            highest = MathF.Max(highest, value);
        }

        // No exponent is above 0, so that no exponential is too large.
        var sum = 0f;
        for (var index = 0; index < input.Length; index++)
        {
            sum += output[index] = MathF.Exp(input[index] - highest);
        }

        foreach (ref var value in output)
        {
            value /= sum;
        }
    }
}
