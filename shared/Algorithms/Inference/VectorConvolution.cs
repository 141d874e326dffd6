using System.Runtime.CompilerServices;

namespace Quickchange.Algorithms.Inference;

/// <summary>
/// A convolution, a block of channels of several pixels at a time: each weight that is loaded serves all of them, and their sums,
/// which don't depend on each other, fill the processor's pipelines.
/// </summary>
internal static unsafe class VectorConvolution
{
    public static void Run<TBlock>(Convolution layer, ReadOnlySpan<float> input, Span<float> output)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        var parameters = layer.Parameters;
        // The sums of eight pixels need eight registers of AVX-512, but all sixteen of AVX.
        var together = typeof(TBlock) == typeof(Avx512Block) ? 8 : 4;
        var sums = stackalloc TBlock[8];
        fixed (float* source = input, target = output, weights = parameters.Weights, scales = parameters.Scales, biases = parameters.Biases)
        fixed (int* sources = layer.Sources, targets = layer.Targets)
        {
            for (var block = 0; block < parameters.Blocks; block++)
            {
                var offset = block * NetworkFormat.BlockLength;
                var outputs = parameters.OutputsOf(block);
                var scale = TBlock.Load(scales + offset);
                var bias = TBlock.Load(biases + offset);
                for (var first = 0; first < layer.Sources.Length; first += together)
                {
                    var last = Math.Min(first + together, layer.Sources.Length) - 1;
                    if (together == 8)
                    {
                        Sum8(layer, source, sources, first, last, weights + (offset * parameters.Inputs), sums);
                    }
                    else
                    {
                        Sum4(layer, source, sources, first, last, weights + (offset * parameters.Inputs), sums);
                    }

                    for (var pixel = first; pixel <= last; pixel++)
                    {
                        var result = TBlock.MultiplyAdd(sums[pixel - first], scale, bias);
                        Write(parameters.Relu ? TBlock.Relu(result) : result, target + targets[pixel] + offset, outputs);
                    }
                }
            }
        }
    }

    // The last group repeats its last pixel.
    private static void Sum8<TBlock>(Convolution layer, float* source, int* sources, int first, int last, float* weights, TBlock* sums)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        float* pixel0 = source + sources[first], pixel1 = source + sources[Math.Min(first + 1, last)];
        float* pixel2 = source + sources[Math.Min(first + 2, last)], pixel3 = source + sources[Math.Min(first + 3, last)];
        float* pixel4 = source + sources[Math.Min(first + 4, last)], pixel5 = source + sources[Math.Min(first + 5, last)];
        float* pixel6 = source + sources[Math.Min(first + 6, last)], pixel7 = source + sources[Math.Min(first + 7, last)];
        TBlock sum0 = TBlock.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        nint length = layer.RowLength, stride = layer.Input.Stride;
        for (var row = 0; row < layer.Window.Height; row++)
        {
            var end = (row * stride) + length;
            for (var index = end - length; index < end; index++)
            {
                var weight = TBlock.Load(weights);
                weights += NetworkFormat.BlockLength;
                sum0 = TBlock.MultiplyAdd(weight, pixel0[index], sum0);
                sum1 = TBlock.MultiplyAdd(weight, pixel1[index], sum1);
                sum2 = TBlock.MultiplyAdd(weight, pixel2[index], sum2);
                sum3 = TBlock.MultiplyAdd(weight, pixel3[index], sum3);
                sum4 = TBlock.MultiplyAdd(weight, pixel4[index], sum4);
                sum5 = TBlock.MultiplyAdd(weight, pixel5[index], sum5);
                sum6 = TBlock.MultiplyAdd(weight, pixel6[index], sum6);
                sum7 = TBlock.MultiplyAdd(weight, pixel7[index], sum7);
            }
        }

        (sums[0], sums[1], sums[2], sums[3]) = (sum0, sum1, sum2, sum3);
        (sums[4], sums[5], sums[6], sums[7]) = (sum4, sum5, sum6, sum7);
    }

    private static void Sum4<TBlock>(Convolution layer, float* source, int* sources, int first, int last, float* weights, TBlock* sums)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        float* pixel0 = source + sources[first], pixel1 = source + sources[Math.Min(first + 1, last)];
        float* pixel2 = source + sources[Math.Min(first + 2, last)], pixel3 = source + sources[Math.Min(first + 3, last)];
        TBlock sum0 = TBlock.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
        nint length = layer.RowLength, stride = layer.Input.Stride;
        for (var row = 0; row < layer.Window.Height; row++)
        {
            var end = (row * stride) + length;
            for (var index = end - length; index < end; index++)
            {
                var weight = TBlock.Load(weights);
                weights += NetworkFormat.BlockLength;
                sum0 = TBlock.MultiplyAdd(weight, pixel0[index], sum0);
                sum1 = TBlock.MultiplyAdd(weight, pixel1[index], sum1);
                sum2 = TBlock.MultiplyAdd(weight, pixel2[index], sum2);
                sum3 = TBlock.MultiplyAdd(weight, pixel3[index], sum3);
            }
        }

        (sums[0], sums[1], sums[2], sums[3]) = (sum0, sum1, sum2, sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<TBlock>(TBlock result, float* target, int outputs)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        if (outputs == NetworkFormat.BlockLength)
        {
            TBlock.Store(result, target);
            return;
        }

        var values = stackalloc float[NetworkFormat.BlockLength];
        TBlock.Store(result, values);
        new ReadOnlySpan<float>(values, outputs).CopyTo(new Span<float>(target, outputs));
    }
}
