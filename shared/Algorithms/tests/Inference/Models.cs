namespace Quickchange.Algorithms.Tests.Inference;

/// <summary>Small networks with random weights, which together have every operation that can be embedded.</summary>
internal static class Models
{
    /// <summary>The shape of the input, and the model.</summary>
    public static IEnumerable<TestCaseData> All =>
    [
        new TestCaseData(Shape(1, 28, 28), Convolutions(new(1))).SetArgDisplayNames("convolutions"),
        new TestCaseData(Shape(3, 9, 11), Strides(new(2))).SetArgDisplayNames("strides and odd sizes"),
        new TestCaseData(Shape(2, 6, 6), Averages(new(3))).SetArgDisplayNames("averages"),
        new TestCaseData((long[])[1, 37], Dense(new(4))).SetArgDisplayNames("dense layers"),
    ];

    private static byte[] Convolutions(Random random) => new OnnxWriter(Shape(1, 28, 28))
        .Then("Conv", [("pads", (int[])[1, 1, 1, 1])], Weights(random, 16, 1, 3, 3))
        .Then("BatchNormalization", Positive(random, 16), Weights(random, 16), Weights(random, 16), Positive(random, 16))
        .Then("Relu")
        .Then("MaxPool", [("kernel_shape", (int[])[2, 2]), ("strides", (int[])[2, 2])])
        .Then("Conv", [("pads", (int[])[1, 1, 1, 1])], Weights(random, 40, 16, 3, 3), Weights(random, 40))
        .Then("Relu")
        .Then("Flatten")
        .Then("Gemm", [("transB", 1)], Weights(random, 10, 40 * 14 * 14), Weights(random, 10))
        .Then("Softmax", [("axis", 1)])
        .ToArray();

    private static byte[] Strides(Random random) => new OnnxWriter(Shape(3, 9, 11))
        .Then("Conv", [("strides", (int[])[2, 1]), ("pads", (int[])[0, 2, 1, 1])], Weights(random, 5, 3, 2, 4), Weights(random, 5))
        .Then("MaxPool", [("kernel_shape", (int[])[3, 2]), ("strides", (int[])[1, 3])])
        .Then("Flatten")
        .Then("Gemm", [("transB", 0)], Weights(random, 60, 33), Weights(random, 33))
        .Then("Softmax")
        .ToArray();

    private static byte[] Averages(Random random) => new OnnxWriter(Shape(2, 6, 6))
        .Then("Identity")
        .Then("Conv", [], Weights(random, 7, 2, 1, 1))
        .Then("Relu")
        .Then("GlobalAveragePool")
        .Then("Flatten", [("axis", 1)])
        .Then("MatMul", Weights(random, 7, 4))
        .Then("Add", Weights(random, 4))
        .Then("Softmax", [("axis", -1)])
        .ToArray();

    private static byte[] Dense(Random random) => new OnnxWriter(1, 37)
        .Then("Gemm", Weights(random, 37, 20), Weights(random, 20))
        .Then("Relu")
        .Then("Dropout")
        .Then("MatMul", Weights(random, 20, 3))
        .ToArray();

    private static long[] Shape(int channels, int height, int width) => [1, channels, height, width];

    public static (float[] Values, long[] Shape) Weights(Random random, params long[] shape) =>
        (Values(random, shape, value => value - 0.5f), shape);

    private static (float[] Values, long[] Shape) Positive(Random random, params long[] shape) =>
        (Values(random, shape, static value => value + 0.5f), shape);

    private static float[] Values(Random random, long[] shape, Func<float, float> map) =>
        [.. Enumerable.Range(0, (int)shape.Aggregate(1L, static (product, length) => product * length)).Select(_ => map(random.NextSingle()))];
}
