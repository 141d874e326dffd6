namespace Quickchange.Algorithms.Embedding;

/// <summary>An operation of a graph, with its attributes by name.</summary>
internal sealed record OnnxNode(
    string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, OnnxAttribute> Attributes)
{
    public long[] Integers(string name, params long[] otherwise) =>
        Attributes.TryGetValue(name, out var attribute) ? [.. attribute.Integers] : otherwise;

    public long Integer(string name, long otherwise) =>
        Attributes.TryGetValue(name, out var attribute) ? attribute.Integer : otherwise;

    public float Float(string name, float otherwise) =>
        Attributes.TryGetValue(name, out var attribute) ? attribute.Float : otherwise;

    public string Text(string name, string otherwise) =>
        Attributes.TryGetValue(name, out var attribute) ? attribute.Text : otherwise;
}
