using System.Runtime.CompilerServices;

namespace Quickchange.Algorithms.Inference;

/// <summary>
/// A convolution, one or two vectors of channels of several pixels at a time: each weight that is loaded serves all pixels, and
/// each pixel both vectors. The sums don't depend on each other, so that they fill the processor's pipelines, and they need no more
/// than the 16 registers of AVX. They stay there because the methods that compute them call no other method.
/// </summary>
internal static unsafe class VectorConvolution
{
    private const int PixelsOfOne = 8;
    private const int PixelsOfTwo = 6;

    public static void Run<TBlock>(Convolution layer, ReadOnlySpan<float> input, Span<float> output)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        var parameters = layer.Parameters;
        fixed (float* source = input, target = output, weights = parameters.Weights, scales = parameters.Scales, biases = parameters.Biases)
        fixed (int* sources = layer.Sources, targets = layer.Targets)
        {
            var channel = 0;
            for (; channel <= parameters.Outputs - (2 * TBlock.Count); channel += 2 * TBlock.Count)
            {
                var left = new Lane<TBlock>(weights + parameters.IndexOf(channel), scales + channel, biases + channel, parameters.Relu);
                var next = channel + TBlock.Count;
                var right = new Lane<TBlock>(weights + parameters.IndexOf(next), scales + next, biases + next, parameters.Relu);
                for (var first = 0; first < layer.Sources.Length; first += PixelsOfTwo)
                {
                    var last = Math.Min(first + PixelsOfTwo, layer.Sources.Length) - 1;
                    SumTwo(layer, source, sources, first, last, left, right, target + channel, targets);
                }
            }

            for (; channel < parameters.Outputs; channel += TBlock.Count)
            {
                var lane = new Lane<TBlock>(weights + parameters.IndexOf(channel), scales + channel, biases + channel, parameters.Relu);
                var outputs = parameters.Outputs - channel;
                for (var first = 0; first < layer.Sources.Length; first += PixelsOfOne)
                {
                    var last = Math.Min(first + PixelsOfOne, layer.Sources.Length) - 1;
                    if (outputs >= TBlock.Count)
                    {
                        SumOne(layer, source, sources, first, last, lane, target + channel, targets);
                    }
                    else
                    {
                        SumPart(layer, source, sources, first, last, lane, target + channel, targets, outputs);
                    }
                }
            }
        }
    }

    // A whole vector would overwrite what follows the pixel's last channel.
    private static void SumPart<TBlock>(
        Convolution layer, float* source, int* sources, int first, int last, in Lane<TBlock> lane, float* target, int* targets, int outputs)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        var results = stackalloc float[PixelsOfOne * NetworkFormat.BlockLength];
        var places = stackalloc int[PixelsOfOne];
        for (var pixel = 0; pixel < PixelsOfOne; pixel++)
        {
            places[pixel] = pixel * NetworkFormat.BlockLength;
        }

        SumOne(layer, source, sources, first, last, lane, results, places - first);
        for (var pixel = first; pixel <= last; pixel++)
        {
            new ReadOnlySpan<float>(results + places[pixel - first], outputs).CopyTo(new Span<float>(target + targets[pixel], outputs));
        }
    }

    // In both, the last group of pixels repeats its last pixel.
    private static void SumTwo<TBlock>(
        Convolution layer, float* source, int* sources, int first, int last, in Lane<TBlock> leftLane, in Lane<TBlock> rightLane,
        float* target, int* targets)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        // Before the sums, because calls would move them out of their registers.
        nint length = layer.RowLength, stride = layer.Input.Stride, height = layer.Window.Height;
        float* left = leftLane.Weights, right = rightLane.Weights;
        float* pixel0 = source + sources[first], pixel1 = source + sources[Math.Min(first + 1, last)];
        float* pixel2 = source + sources[Math.Min(first + 2, last)], pixel3 = source + sources[Math.Min(first + 3, last)];
        float* pixel4 = source + sources[Math.Min(first + 4, last)], pixel5 = source + sources[last];
        TBlock left0 = TBlock.Zero, left1 = left0, left2 = left0, left3 = left0, left4 = left0, left5 = left0;
        TBlock right0 = left0, right1 = left0, right2 = left0, right3 = left0, right4 = left0, right5 = left0;
        for (nint row = 0; row < height; row++)
        {
            var end = (row * stride) + length;
            for (var index = end - length; index < end; index++)
            {
                var (leftWeight, rightWeight) = (TBlock.Load(left), TBlock.Load(right));
                left += NetworkFormat.BlockLength;
                right += NetworkFormat.BlockLength;
                var value = TBlock.Repeat(pixel0 + index);
                left0 = TBlock.MultiplyAdd(leftWeight, value, left0);
                right0 = TBlock.MultiplyAdd(rightWeight, value, right0);
                value = TBlock.Repeat(pixel1 + index);
                left1 = TBlock.MultiplyAdd(leftWeight, value, left1);
                right1 = TBlock.MultiplyAdd(rightWeight, value, right1);
                value = TBlock.Repeat(pixel2 + index);
                left2 = TBlock.MultiplyAdd(leftWeight, value, left2);
                right2 = TBlock.MultiplyAdd(rightWeight, value, right2);
                value = TBlock.Repeat(pixel3 + index);
                left3 = TBlock.MultiplyAdd(leftWeight, value, left3);
                right3 = TBlock.MultiplyAdd(rightWeight, value, right3);
                value = TBlock.Repeat(pixel4 + index);
                left4 = TBlock.MultiplyAdd(leftWeight, value, left4);
                right4 = TBlock.MultiplyAdd(rightWeight, value, right4);
                value = TBlock.Repeat(pixel5 + index);
                left5 = TBlock.MultiplyAdd(leftWeight, value, left5);
                right5 = TBlock.MultiplyAdd(rightWeight, value, right5);
            }
        }

        // Pixels of an incomplete group are written again, with the same values.
        leftLane.Finish(left0, target + targets[first]);
        rightLane.Finish(right0, target + targets[first] + TBlock.Count);
        leftLane.Finish(left1, target + targets[Math.Min(first + 1, last)]);
        rightLane.Finish(right1, target + targets[Math.Min(first + 1, last)] + TBlock.Count);
        leftLane.Finish(left2, target + targets[Math.Min(first + 2, last)]);
        rightLane.Finish(right2, target + targets[Math.Min(first + 2, last)] + TBlock.Count);
        leftLane.Finish(left3, target + targets[Math.Min(first + 3, last)]);
        rightLane.Finish(right3, target + targets[Math.Min(first + 3, last)] + TBlock.Count);
        leftLane.Finish(left4, target + targets[Math.Min(first + 4, last)]);
        rightLane.Finish(right4, target + targets[Math.Min(first + 4, last)] + TBlock.Count);
        leftLane.Finish(left5, target + targets[last]);
        rightLane.Finish(right5, target + targets[last] + TBlock.Count);
    }

    private static void SumOne<TBlock>(
        Convolution layer, float* source, int* sources, int first, int last, in Lane<TBlock> lane, float* target, int* targets)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        nint length = layer.RowLength, stride = layer.Input.Stride, height = layer.Window.Height;
        var weights = lane.Weights;
        float* pixel0 = source + sources[first], pixel1 = source + sources[Math.Min(first + 1, last)];
        float* pixel2 = source + sources[Math.Min(first + 2, last)], pixel3 = source + sources[Math.Min(first + 3, last)];
        float* pixel4 = source + sources[Math.Min(first + 4, last)], pixel5 = source + sources[Math.Min(first + 5, last)];
        float* pixel6 = source + sources[Math.Min(first + 6, last)], pixel7 = source + sources[last];
        TBlock sum0 = TBlock.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
        for (nint row = 0; row < height; row++)
        {
            var end = (row * stride) + length;
            for (var index = end - length; index < end; index++)
            {
                var weight = TBlock.Load(weights);
                weights += NetworkFormat.BlockLength;
                sum0 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel0 + index), sum0);
                sum1 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel1 + index), sum1);
                sum2 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel2 + index), sum2);
                sum3 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel3 + index), sum3);
                sum4 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel4 + index), sum4);
                sum5 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel5 + index), sum5);
                sum6 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel6 + index), sum6);
                sum7 = TBlock.MultiplyAdd(weight, TBlock.Repeat(pixel7 + index), sum7);
            }
        }

        lane.Finish(sum0, target + targets[first]);
        lane.Finish(sum1, target + targets[Math.Min(first + 1, last)]);
        lane.Finish(sum2, target + targets[Math.Min(first + 2, last)]);
        lane.Finish(sum3, target + targets[Math.Min(first + 3, last)]);
        lane.Finish(sum4, target + targets[Math.Min(first + 4, last)]);
        lane.Finish(sum5, target + targets[Math.Min(first + 5, last)]);
        lane.Finish(sum6, target + targets[Math.Min(first + 6, last)]);
        lane.Finish(sum7, target + targets[last]);
    }

    /// <summary>What turns inputs into a vector of outputs.</summary>
    private readonly struct Lane<TBlock>(float* weights, float* scales, float* biases, bool relu)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        public readonly float* Weights = weights;

        private readonly TBlock _scale = TBlock.Load(scales);
        private readonly TBlock _bias = TBlock.Load(biases);
        private readonly bool _relu = relu;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Finish(TBlock sum, float* target)
        {
            var result = TBlock.MultiplyAdd(sum, _scale, _bias);
            TBlock.Store(_relu ? TBlock.Relu(result) : result, target);
        }
    }
}
