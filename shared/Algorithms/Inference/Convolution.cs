namespace Quickchange.Algorithms.Inference;

/// <summary>Each output pixel is the weighted sum of a window of input pixels, for each channel.</summary>
internal sealed class Convolution : Layer
{
    public Convolution(Plane input, Plane output, Window window, Parameters parameters)
        : base(input, output)
    {
        Window = window;
        Parameters = parameters;
        Sources = new int[output.Pixels];
        Targets = new int[output.Pixels];
        for (var pixel = 0; pixel < output.Pixels; pixel++)
        {
            var (row, column) = Math.DivRem(pixel, output.Width);
            Sources[pixel] = window.IndexIn(input, row, column);
            Targets[pixel] = output.IndexOf(row, column);
        }
    }

    public Window Window { get; }

    public Parameters Parameters { get; }

    /// <summary>The index of each output pixel's window.</summary>
    public int[] Sources { get; }

    /// <summary>The index of each output pixel.</summary>
    public int[] Targets { get; }

    /// <summary>The number of values in a row of the window, which lie side by side.</summary>
    public int RowLength => Window.Width * Input.Channels;

    public override void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions)
    {
        switch (instructions)
        {
            case Instructions.Avx512:
                VectorConvolution.Run<Avx512Block>(this, input, output);
                break;
            case Instructions.Avx2:
                VectorConvolution.Run<Avx2Block>(this, input, output);
                break;
            case Instructions.Neon:
                VectorConvolution.Run<NeonBlock>(this, input, output);
                break;
            default:
                RunScalar(input, output);
                break;
        }
    }

    private void RunScalar(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var pixel = 0; pixel < Sources.Length; pixel++)
        {
            for (var channel = 0; channel < Parameters.Outputs; channel++)
            {
                var weight = Parameters.IndexOf(channel);
                var sum = 0f;
                for (var row = 0; row < Window.Height; row++)
                {
                    foreach (var value in input.Slice(Sources[pixel] + (row * Input.Stride), RowLength))
                    {
                        sum = MathF.FusedMultiplyAdd(Parameters.Weights[weight], value, sum);
                        weight += NetworkFormat.BlockLength;
                    }
                }

                var result = MathF.FusedMultiplyAdd(sum, Parameters.Scales[channel], Parameters.Biases[channel]);
                output[Targets[pixel] + channel] = Parameters.Relu ? MathF.Max(result, 0) : result;
            }
        }
    }
}
