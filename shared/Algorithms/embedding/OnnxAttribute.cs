namespace Quickchange.Algorithms.Embedding;

/// <summary>The value of an attribute, in the member of its type.</summary>
internal sealed record OnnxAttribute(string Name, long Integer, float Float, string Text, IReadOnlyList<long> Integers, OnnxTensor? Tensor);
