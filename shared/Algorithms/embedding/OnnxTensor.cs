namespace Quickchange.Algorithms.Embedding;

/// <summary>A constant: floats, or integers such as a shape.</summary>
internal sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, float[] Floats, long[] Integers);
