using System.Numerics;

namespace Quickchange.Algorithms.Inference;

/// <summary>Each output pixel is the maximum of a window of input pixels, for each channel.</summary>
internal sealed class MaximumPooling(Plane input, Plane output, Window window) : Layer(input, output)
{
    public override void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions)
    {
        for (var row = 0; row < Output.Height; row++)
        {
            for (var column = 0; column < Output.Width; column++)
            {
                var target = output.Slice(Output.IndexOf(row, column), Output.Channels);
                var first = window.IndexIn(Input, row, column);
                input.Slice(first, Input.Channels).CopyTo(target);
                for (var down = 0; down < window.Height; down++)
                {
                    for (var right = 0; right < window.Width; right++)
                    {
                        var pixel = input.Slice(first + (down * Input.Stride) + (right * Input.Channels), Input.Channels);
                        Maximize(target, pixel, instructions);
                    }
                }
            }
        }
    }

    private static void Maximize(Span<float> target, ReadOnlySpan<float> values, Instructions instructions)
    {
        var channel = 0;
        if (instructions != Instructions.Scalar)
        {
            for (; channel <= target.Length - Vector<float>.Count; channel += Vector<float>.Count)
            {
                Vector.Max(new Vector<float>(target[channel..]), new(values[channel..])).CopyTo(target[channel..]);
            }
        }

        for (; channel < target.Length; channel++)
        {
            target[channel] = MathF.Max(target[channel], values[channel]);
        }
    }
}
