namespace Quickchange.Algorithms.Embedding;

/// <summary>A graph of operations.</summary>
/// <param name="Nodes">In the order in which they run.</param>
/// <param name="Constants">By name.</param>
/// <param name="Inputs">Their shapes by name, also of constants; a dimension that has no number is 0.</param>
/// <param name="Outputs">Their names.</param>
internal sealed record OnnxGraph(
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, OnnxTensor> Constants,
    IReadOnlyDictionary<string, long[]> Inputs,
    IReadOnlyList<string> Outputs);
