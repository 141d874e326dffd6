using Quickchange.Algorithms.Inference;

namespace Quickchange.Algorithms.Embedding;

/// <summary>
/// The operations of a graph as the layers of a network. Each must take the result of the one before; what has another shape is
/// refused by name.
/// </summary>
internal sealed class Chain
{
    private readonly OnnxGraph _graph;
    private readonly List<ChainLayer> _layers = [];

    // The shape of the last result, which ONNX keeps in the order of channels, rows and columns.
    private long _height;
    private long _width;
    private long _channels;
    private bool _isFlat;

    private Chain(OnnxGraph graph, long[] input)
    {
        _graph = graph;
        (_channels, _height, _width, _isFlat) = input switch
        {
            [_, var channels, var height, var width] => (channels, height, width, false),
            [_, var values] => (values, 1, 1, true),
            _ => throw new NotSupportedException("the input must have the shape [batch, channels, height, width] or [batch, values]."),
        };
        (Channels, Height, Width) = (_channels, _height, _width);
        if (Channels * Height * Width <= 0)
        {
            throw new NotSupportedException("the input has a dimension without a fixed length; only the batch may have none.");
        }
    }

    public long Height { get; }

    public long Width { get; }

    public long Channels { get; }

    public IReadOnlyList<ChainLayer> Layers => _layers;

    /// <exception cref="NotSupportedException">The graph is no chain of operations that can be embedded.</exception>
    public static Chain Of(OnnxGraph graph)
    {
        var inputs = graph.Inputs.Where(input => !graph.Constants.ContainsKey(input.Key)).ToArray();
        if (inputs is not [var (name, shape)] || graph.Outputs is not [var output])
        {
            throw new NotSupportedException("the model must have one input and one output.");
        }

        var chain = new Chain(graph, shape);
        foreach (var node in graph.Nodes)
        {
            Check(node.Inputs.FirstOrDefault(input => !graph.Constants.ContainsKey(input)) == name, node, "doesn't take the result of the operation before");
            chain.Add(node);
            name = node.Outputs[0];
        }

        if (name != output || (chain._isFlat && chain.IsSpread))
        {
            throw new NotSupportedException("the model's output must be the result of its last operation, which must not be Flatten.");
        }

        return chain;
    }

    private bool IsSpread => _channels > 1 && _height * _width > 1;

    private void Add(OnnxNode node)
    {
        Check(node.Domain is "" or "ai.onnx", node, $"is from the domain {node.Domain}");
        switch (node.Operator)
        {
            case "Conv":
                AddConvolution(node);
                break;
            case "BatchNormalization":
                AddNormalization(node);
                break;
            case "Relu":
                ReplaceLast(node, layer => layer with { Relu = true });
                break;
            case "MaxPool":
                AddPooling(node);
                break;
            case "GlobalAveragePool":
                Check(!_isFlat, node, "follows Flatten");
                (_height, _width) = (1, 1);
                _layers.Add(ChainLayer.Of(LayerKind.GlobalAveragePooling));
                break;
            case "Flatten":
                Check(node.Integer("axis", 1) == 1, node, "has another axis than 1");
                _isFlat = true;
                break;
            case "Reshape":
                Check(Constant(node, 1).Integers is [_, -1] or [-1, _], node, "does something else than Flatten");
                _isFlat = true;
                break;
            case "Gemm":
                AddDense(node, node.Integer("transB", 0) != 0, node.Float("alpha", 1), node.Float("beta", 1));
                break;
            case "MatMul":
                Check(node.Inputs[0] is var data && !_graph.Constants.ContainsKey(data), node, "has its constant on the left");
                AddDense(node, isTransposed: false, 1, 1);
                break;
            case "Add":
                AddBias(node);
                break;
            case "Softmax":
                Check(_isFlat || _height * _width == 1, node, "needs one value for each class");
                Check(node.Integer("axis", -1) is 1 or -1, node, "has another axis than 1");
                _layers.Add(ChainLayer.Of(LayerKind.Softmax));
                break;
            case "Dropout" or "Identity":
                break;
            default:
                throw new NotSupportedException(
                    $"the operator {node.Operator} can't be embedded. Operators that can: Add (of a bias), BatchNormalization, Conv, "
                    + "Dropout, Flatten, Gemm, GlobalAveragePool, Identity, MatMul, MaxPool, Relu, Reshape (as Flatten), Softmax.");
        }
    }

    private void AddConvolution(OnnxNode node)
    {
        var weights = Constant(node, 1);
        Check(!_isFlat && weights.Shape is [_, var channels, _, _] && channels == _channels, node, "is grouped, or not of two dimensions");
        var (outputs, height, width) = (weights.Shape[0], weights.Shape[2], weights.Shape[3]);
        var window = WindowOf(node, height, width);
        _layers.Add(new(
            LayerKind.Convolution, window, ChannelsLast(weights.Floats, outputs, height * width), Biases(node, outputs)));
        Shrink(window, outputs);
    }

    private void AddPooling(OnnxNode node)
    {
        var size = node.Integers("kernel_shape");
        Check(!_isFlat && size.Length == 2 && node.Integer("ceil_mode", 0) == 0, node, "has a ceil_mode, or not two dimensions");
        var window = WindowOf(node, size[0], size[1]);
        Check(window[4..].All(static padding => padding == 0), node, "is padded");
        _layers.Add(ChainLayer.Of(LayerKind.MaximumPooling, window));
        Shrink(window, _channels);
    }

    private static byte[] WindowOf(OnnxNode node, long height, long width)
    {
        Check(node.Text("auto_pad", "NOTSET") is "NOTSET" or "VALID", node, "has an auto_pad; export the model with explicit pads");
        Check(node.Integer("group", 1) == 1, node, "is grouped");
        Check(node.Integers("dilations", 1, 1).All(static dilation => dilation == 1), node, "is dilated");
        long[] numbers = [height, width, .. node.Integers("strides", 1, 1), .. node.Integers("pads", 0, 0, 0, 0)];
        Check(numbers.Length == 8 && numbers.All(static number => number is >= 0 and <= byte.MaxValue), node, "has a window that is too large");
        Check(numbers[2] > 0 && numbers[3] > 0, node, "doesn't move");
        return [.. numbers.Select(static number => (byte)number)];
    }

    private void Shrink(byte[] window, long channels)
    {
        _height = ((_height + window[4] + window[6] - window[0]) / window[2]) + 1;
        _width = ((_width + window[5] + window[7] - window[1]) / window[3]) + 1;
        _channels = channels;
    }

    private void AddDense(OnnxNode node, bool isTransposed, float alpha, float beta)
    {
        var weights = Constant(node, 1);
        var inputs = _channels * _height * _width;
        Check(weights.Shape is [_, _] && weights.Shape[isTransposed ? 1 : 0] == inputs, node, "has weights of another shape than its input");
        Check(node.Integer("transA", 0) == 0 && (_isFlat || !IsSpread), node, "needs Flatten before it");
        var outputs = weights.Shape[isTransposed ? 0 : 1];
        var rows = isTransposed ? weights.Floats : Transposed(weights.Floats, inputs, outputs);
        _layers.Add(new(
            LayerKind.Dense,
            ChainLayer.NoWindow,
            [.. ChannelsLast(rows, outputs, _height * _width).Select(weight => weight * alpha)],
            [.. Biases(node, outputs).Select(bias => bias * beta)]));
        (_channels, _height, _width, _isFlat) = (outputs, 1, 1, true);
    }

    private void AddNormalization(OnnxNode node)
    {
        var (scale, shift) = (Constant(node, 1).Floats, Constant(node, 2).Floats);
        var (mean, variance) = (Constant(node, 3).Floats, Constant(node, 4).Floats);
        var epsilon = node.Float("epsilon", 1e-5f);
        float Factor(int output) => scale[output] / MathF.Sqrt(variance[output] + epsilon);
        ReplaceLast(node, layer => layer.Then(Factor, output => shift[output] - (mean[output] * Factor(output))));
    }

    private void AddBias(OnnxNode node)
    {
        var constant = node.Inputs.Where(_graph.Constants.ContainsKey).Select(name => _graph.Constants[name].Floats).FirstOrDefault();
        Check(constant is { } && _layers is [.., { Kind: LayerKind.Dense } dense] && constant.Length == dense.Outputs, node, "is no bias of a MatMul or Gemm");
        ReplaceLast(node, layer => layer.Then(static _ => 1, output => constant![output]));
    }

    private void ReplaceLast(OnnxNode node, Func<ChainLayer, ChainLayer> replace)
    {
        Check(_layers is [.., { Relu: false, Outputs: > 0 }], node, "doesn't follow Conv, Gemm or MatMul");
        _layers[^1] = replace(_layers[^1]);
    }

    private OnnxTensor Constant(OnnxNode node, int input)
    {
        Check(node.Inputs.Count > input && _graph.Constants.ContainsKey(node.Inputs[input]), node, "has parameters that are no constants");
        return _graph.Constants[node.Inputs[input]];
    }

    private float[] Biases(OnnxNode node, long outputs)
    {
        if (node.Inputs.Count < 3 || node.Inputs[2].Length == 0)
        {
            return new float[outputs];
        }

        var biases = Constant(node, 2).Floats;
        Check(biases.Length == outputs, node, "doesn't have a bias for each output");
        return biases;
    }

    // For each output, the weights are in the order of channels and pixels; a network has channels last.
    private static float[] ChannelsLast(float[] weights, long outputs, long pixels)
    {
        var inputs = weights.Length / outputs;
        var channels = inputs / pixels;
        var moved = new float[weights.Length];
        for (var output = 0L; output < outputs; output++)
        {
            for (var channel = 0L; channel < channels; channel++)
            {
                for (var pixel = 0L; pixel < pixels; pixel++)
                {
                    moved[(output * inputs) + (pixel * channels) + channel] = weights[(output * inputs) + (channel * pixels) + pixel];
                }
            }
        }

        return moved;
    }

    private static float[] Transposed(float[] weights, long rows, long columns)
    {
        var turned = new float[weights.Length];
        for (var row = 0L; row < rows; row++)
        {
            for (var column = 0L; column < columns; column++)
            {
                turned[(column * rows) + row] = weights[(row * columns) + column];
            }
        }

        return turned;
    }

    private static void Check(bool holds, OnnxNode node, string reason)
    {
        if (!holds)
        {
            throw new NotSupportedException($"the operator {node.Operator} ({node.Outputs[0]}) {reason}, so it can't be embedded.");
        }
    }
}
