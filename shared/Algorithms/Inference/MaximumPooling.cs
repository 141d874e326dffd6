using System.Numerics;

namespace Quickchange.Algorithms.Inference;

/// <summary>Each output pixel is the maximum of a window of input pixels, for each channel.</summary>
internal sealed unsafe class MaximumPooling(Plane input, Plane output, Window window) : Layer(input, output)
{
    // Where the pixels of a window are, from its first one.
    private readonly int[] _offsets =
    [
        .. from row in Enumerable.Range(0, window.Height)
           from column in Enumerable.Range(0, window.Width)
           select (row * input.Stride) + (column * input.Channels),
    ];

    public override void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions)
    {
        var channels = Output.Channels;
        var inVectors = instructions == Instructions.Scalar ? 0 : channels / Vector<float>.Count * Vector<float>.Count;
        fixed (float* source = input, target = output)
        fixed (int* offsets = _offsets)
        {
            for (var row = 0; row < Output.Height; row++)
            {
                var first = source + window.IndexIn(Input, row, 0);
                var result = target + Output.IndexOf(row, 0);
                for (var column = 0; column < Output.Width; column++)
                {
                    for (var channel = 0; channel < inVectors; channel += Vector<float>.Count)
                    {
                        var highest = Vector.Load(first + channel);
                        for (var pixel = 1; pixel < _offsets.Length; pixel++)
                        {
                            highest = Vector.Max(highest, Vector.Load(first + offsets[pixel] + channel));
                        }

                        Vector.Store(highest, result + channel);
                    }

                    for (var channel = inVectors; channel < channels; channel++)
                    {
                        var highest = first[channel];
                        for (var pixel = 1; pixel < _offsets.Length; pixel++)
                        {
                            highest = MathF.Max(highest, first[offsets[pixel] + channel]);
                        }

                        result[channel] = highest;
                    }

                    first += window.Right * channels;
                    result += channels;
                }
            }
        }
    }
}
