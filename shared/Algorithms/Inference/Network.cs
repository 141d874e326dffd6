namespace Quickchange.Algorithms.Inference;

/// <summary>A network of layers, which each take the output of the one before. Thread-safe.</summary>
/// <remarks>
/// All processors compute the same bits: sums add up in the same order, with products that are not rounded, whatever the width of
/// vectors. Only the exponential of <see cref="LayerKind.Softmax"/> comes from the platform.
/// </remarks>
public sealed class Network
{
    private readonly Layer[] _layers;
    private readonly Instructions _instructions;
    private float[][]? _kept;

    /// <summary>Reads a network, and copies its weights, which takes some microseconds for tens of thousands.</summary>
    /// <param name="file">A file in <see cref="NetworkFormat"/>.</param>
    /// <exception cref="InvalidDataException">The file is damaged, has another version, or is no network.</exception>
    public Network(ReadOnlySpan<byte> file)
        : this(file, InstructionsOfThisProcessor.Best)
    {
    }

    internal Network(ReadOnlySpan<byte> file, Instructions instructions)
    {
        _layers = FormatReader.Read(file);
        _instructions = instructions;
    }

    /// <summary>The number of values in an input: rows of pixels of channels.</summary>
    public int Inputs => _layers[0].Input.Values;

    /// <summary>The number of values in an output.</summary>
    public int Outputs => _layers[^1].Output.Values;

    /// <summary>Computes the output. Allocates nothing after the first call, unless another thread does the same.</summary>
    /// <exception cref="ArgumentException">The input or the output has a different length.</exception>
    public void Run(ReadOnlySpan<float> input, Span<float> output)
    {
        Check(input.Length, Inputs, nameof(input));
        Check(output.Length, Outputs, nameof(output));
        // A second thread creates its own.
        var planes = Interlocked.Exchange(ref _kept, null) ?? NewPlanes();
        Fill(planes[0], input);
        for (var index = 0; index < _layers.Length; index++)
        {
            _layers[index].Run(planes[index], planes[index + 1], _instructions);
        }

        // The last plane has no margin.
        planes[^1].CopyTo(output);
        Volatile.Write(ref _kept, planes);
    }

    private static void Check(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"The network needs {expected} values, not {length}.", name);
        }
    }

    // Margins stay zero, because no layer writes there.
    private float[][] NewPlanes()
    {
        var planes = new float[_layers.Length + 1][];
        planes[0] = new float[_layers[0].Input.Length];
        for (var index = 0; index < _layers.Length; index++)
        {
            planes[index + 1] = new float[_layers[index].Output.Length];
        }

        return planes;
    }

    private void Fill(Span<float> plane, ReadOnlySpan<float> input)
    {
        var shape = _layers[0].Input;
        var length = shape.Width * shape.Channels;
        for (var row = 0; row < shape.Height; row++)
        {
            input.Slice(row * length, length).CopyTo(plane[shape.IndexOf(row, 0)..]);
        }
    }
}
