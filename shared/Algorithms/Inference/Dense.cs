namespace Quickchange.Algorithms.Inference;

/// <summary>Each output is the weighted sum of all inputs.</summary>
/// <remarks>There are <see cref="Sums"/> sums of each output, of every fourth input, which don't wait for each other.</remarks>
internal sealed class Dense(Plane input, Parameters parameters) : Layer(input, new(1, 1, parameters.Outputs))
{
    public const int Sums = 4;

    public Parameters Parameters { get; } = parameters;

    public override void Run(ReadOnlySpan<float> input, Span<float> output, Instructions instructions)
    {
        switch (instructions)
        {
            case Instructions.Avx512:
                RunVectors<Avx512Block>(input, output);
                break;
            case Instructions.Avx2:
                RunVectors<Avx2Block>(input, output);
                break;
            case Instructions.Neon:
                RunVectors<NeonBlock>(input, output);
                break;
            default:
                RunScalar(input, output);
                break;
        }
    }

    private unsafe void RunVectors<TBlock>(ReadOnlySpan<float> input, Span<float> output)
        where TBlock : unmanaged, IBlock<TBlock>
    {
        var result = stackalloc float[NetworkFormat.BlockLength];
        // Before the sums, because calls would move them out of their registers.
        var inputs = Parameters.Inputs;
        fixed (float* source = input, weights = Parameters.Weights, scales = Parameters.Scales, biases = Parameters.Biases)
        {
            for (var offset = 0; offset < Parameters.Outputs; offset += TBlock.Count)
            {
                var weight = weights + Parameters.IndexOf(offset);
                TBlock sum0 = TBlock.Zero, sum1 = sum0, sum2 = sum0, sum3 = sum0;
                var index = 0;
                for (; index <= inputs - Sums; index += Sums)
                {
                    sum0 = TBlock.MultiplyAdd(TBlock.Load(weight), TBlock.Repeat(source + index), sum0);
                    sum1 = TBlock.MultiplyAdd(TBlock.Load(weight + NetworkFormat.BlockLength), TBlock.Repeat(source + index + 1), sum1);
                    sum2 = TBlock.MultiplyAdd(TBlock.Load(weight + (2 * NetworkFormat.BlockLength)), TBlock.Repeat(source + index + 2), sum2);
                    sum3 = TBlock.MultiplyAdd(TBlock.Load(weight + (3 * NetworkFormat.BlockLength)), TBlock.Repeat(source + index + 3), sum3);
                    weight += Sums * NetworkFormat.BlockLength;
                }

                for (; index < inputs; index++)
                {
                    sum0 = TBlock.MultiplyAdd(TBlock.Load(weight), TBlock.Repeat(source + index), sum0);
                    weight += NetworkFormat.BlockLength;
                }

                var sum = TBlock.Add(TBlock.Add(sum0, sum1), TBlock.Add(sum2, sum3));
                var scaled = TBlock.MultiplyAdd(sum, TBlock.Load(scales + offset), TBlock.Load(biases + offset));
                TBlock.Store(Parameters.Relu ? TBlock.Relu(scaled) : scaled, result);
                new ReadOnlySpan<float>(result, Math.Min(Parameters.Outputs - offset, TBlock.Count)).CopyTo(output[offset..]);
            }
        }
    }

    private void RunScalar(ReadOnlySpan<float> input, Span<float> output)
    {
        Span<float> sums = stackalloc float[Sums];
        var inFours = input.Length / Sums * Sums;
        for (var result = 0; result < Parameters.Outputs; result++)
        {
            sums.Clear();
            var weight = Parameters.IndexOf(result);
            for (var index = 0; index < input.Length; index++)
            {
                ref var sum = ref sums[index < inFours ? index % Sums : 0];
                sum = MathF.FusedMultiplyAdd(Parameters.Weights[weight], input[index], sum);
                weight += NetworkFormat.BlockLength;
            }

            var scaled = MathF.FusedMultiplyAdd(
                sums[0] + sums[1] + (sums[2] + sums[3]), Parameters.Scales[result], Parameters.Biases[result]);
            output[result] = Parameters.Relu ? MathF.Max(scaled, 0) : scaled;
        }
    }
}
