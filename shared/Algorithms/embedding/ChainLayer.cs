using Quickchange.Algorithms.Inference;

namespace Quickchange.Algorithms.Embedding;

/// <summary>A layer of a chain.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Window">Height and width, strides down and right, and padding at the top, left, bottom and right.</param>
/// <param name="Weights">For each output, the weights of its inputs in the order of rows, columns and channels.</param>
/// <param name="Biases">For each output.</param>
internal sealed record ChainLayer(LayerKind Kind, byte[] Window, float[] Weights, float[] Biases)
{
    private const float LargestByte = 127;

    // Scales from that of the largest weight down to half of it.
    private const int Candidates = 50;

    public static byte[] NoWindow => new byte[8];

    public bool Relu { get; init; }

    public int Outputs => Biases.Length;

    public int Inputs => Weights.Length / Biases.Length;

    public static ChainLayer Of(LayerKind kind, byte[]? window = null) => new(kind, window ?? NoWindow, [], []);

    /// <summary>For each output, the scale with the least sum of squared errors: some large weights may become 127 or −127.</summary>
    public float[] Scales() => [.. Weights.Chunk(Math.Max(Inputs, 1)).Select(ScaleOf)];

    /// <summary>A weight in 8 bits.</summary>
    public static sbyte Quantized(float weight, float scale) =>
        (sbyte)Math.Clamp(MathF.Round(weight / scale), -LargestByte, LargestByte);

    private static float ScaleOf(float[] weights)
    {
        var largest = weights.Max(MathF.Abs) / LargestByte;
        return largest == 0
            ? 1
            : Enumerable.Range(0, Candidates)
                .Select(candidate => largest * (1 - ((float)candidate / (2 * Candidates))))
                .MinBy(scale => weights.Sum(weight => Square(weight - (Quantized(weight, scale) * scale))));
    }

    private static double Square(double value) => value * value;

    /// <summary>This layer followed by a multiplication and an addition for each output.</summary>
    public ChainLayer Then(Func<int, float> factor, Func<int, float> addend) => this with
    {
        Weights = [.. Weights.Select((weight, index) => weight * factor(index / Inputs))],
        Biases = [.. Biases.Select((bias, output) => (bias * factor(output)) + addend(output))],
    };
}
