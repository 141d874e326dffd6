namespace Quickchange.Algorithms.Inference;

/// <summary>The average of each channel over all pixels.</summary>
internal sealed class GlobalAveragePooling(Plane input) : Layer(input, new(1, 1, input.Channels))
{
    public override void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions)
    {
        for (var channel = 0; channel < Output.Channels; channel++)
        {
            var sum = 0f;
            for (var row = 0; row < Input.Height; row++)
            {
                for (var column = 0; column < Input.Width; column++)
                {
                    sum += input[Input.IndexOf(row, column) + channel];
                }
            }

            output[channel] = sum / Input.Pixels;
        }
    }
}
