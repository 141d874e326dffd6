using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Quickchange.Algorithms.Inference;

/// <summary>Reads a file in <see cref="NetworkFormat"/>, and trusts nothing in it.</summary>
internal ref struct FormatReader
{
    // The values of a plane, and the weights of a layer: no product of numbers in a file exceeds an integer.
    private const long Most = 1 << 24;

    private readonly ReadOnlySpan<byte> _file;
    private int _position = NetworkFormat.HeaderLength;

    private FormatReader(ReadOnlySpan<byte> file) => _file = file;

    /// <exception cref="InvalidDataException">The file is damaged, has another version, or is no network.</exception>
    public static Layer[] Read(ReadOnlySpan<byte> file)
    {
        CheckHeader(file);
        var reader = new FormatReader(file);
        var input = PlaneOf(
            BinaryPrimitives.ReadUInt16LittleEndian(file[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(file[14..]),
            BinaryPrimitives.ReadUInt16LittleEndian(file[16..]),
            default);
        var descriptions = new LayerDescription[BinaryPrimitives.ReadUInt16LittleEndian(file[6..])];
        Check(descriptions.Length > 0, "it has no layer");
        for (var index = 0; index < descriptions.Length; index++)
        {
            descriptions[index] = reader.ReadLayer(index == 0 ? input : descriptions[index - 1].Output);
        }

        Check(reader._position == file.Length, "bytes follow its last layer");

        // A layer's output has the margin that the next layer's window needs.
        var layers = new Layer[descriptions.Length];
        for (var index = 0; index < layers.Length; index++)
        {
            var from = index == 0 ? input with { Margin = descriptions[0].Window.Padding } : layers[index - 1].Output;
            layers[index] = descriptions[index].ToLayer(
                from, index + 1 < layers.Length ? descriptions[index + 1].Window.Padding : default);
        }

        return layers;
    }

    private static void CheckHeader(ReadOnlySpan<byte> file)
    {
        Check(file.Length >= NetworkFormat.HeaderLength && file.StartsWith(NetworkFormat.Magic), "it doesn't begin with QNET");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(file[4..]);
        Check(version == NetworkFormat.Version, $"its version is {version} instead of {NetworkFormat.Version}");
        Check(
            BinaryPrimitives.ReadUInt32LittleEndian(file[NetworkFormat.ChecksumOffset..]) == NetworkFormat.ChecksumOf(file),
            "its checksum is wrong");
    }

    private LayerDescription ReadLayer(Plane input)
    {
        var header = Take(NetworkFormat.LayerLength);
        var (kind, flags) = ((LayerKind)header[0], (LayerOptions)header[1]);
        var window = new Window(header[2], header[3], header[4], header[5], new(header[6], header[7], header[8], header[9]));
        var outputs = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        Check((flags & ~(LayerOptions.Relu | LayerOptions.FloatWeights)) == 0, "a layer has an unknown flag");
        switch (kind)
        {
            case LayerKind.Convolution:
                var output = OutputOf(input, window, outputs);
                return new(kind, window, output, ReadParameters(flags, outputs, (long)window.Height * window.Width * input.Channels));
            case LayerKind.MaximumPooling:
                Check(window.Padding == default, "a maximum is padded");
                return new(kind, window, OutputOf(input, window, input.Channels), null);
            case LayerKind.GlobalAveragePooling:
                return new(kind, default, new(1, 1, input.Channels), null);
            case LayerKind.Dense:
                return new(kind, default, PlaneOf(1, 1, outputs, default), ReadParameters(flags, outputs, input.Values));
            case LayerKind.Softmax:
                return new(kind, default, input, null);
            default:
                throw Foreign($"a layer has the unknown kind {header[0]}");
        }
    }

    private static Plane OutputOf(Plane input, Window window, int channels)
    {
        var padding = window.Padding;
        var height = input.Height + padding.Top + padding.Bottom - window.Height;
        var width = input.Width + padding.Left + padding.Right - window.Width;
        Check(
            window is { Height: > 0, Width: > 0, Down: > 0, Right: > 0 } && height >= 0 && width >= 0,
            "a window doesn't fit its input");
        _ = PlaneOf(input.Height, input.Width, input.Channels, padding);
        return PlaneOf((height / window.Down) + 1, (width / window.Right) + 1, channels, default);
    }

    private static Plane PlaneOf(int height, int width, int channels, Margin margin)
    {
        var values = (long)(margin.Top + height + margin.Bottom) * (margin.Left + width + margin.Right) * channels;
        Check(height > 0 && width > 0 && channels > 0 && values <= Most, "a layer has no outputs, or too many");
        return new(height, width, channels, margin);
    }

    private Parameters ReadParameters(LayerOptions flags, int outputs, long inputs)
    {
        var padded = NetworkFormat.Padded(outputs);
        Check(padded * inputs <= Most, "a layer has too many weights");
        var count = (int)(padded * inputs);
        var biases = TakeFloats(padded);
        var (scales, weights) = flags.HasFlag(LayerOptions.FloatWeights)
            ? (Ones(padded), TakeFloats(count))
            : (TakeFloats(padded), Array.ConvertAll(TakeBytes(count), static weight => (float)weight));
        return new(outputs, (int)inputs, flags.HasFlag(LayerOptions.Relu), biases, scales, weights);
    }

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private float[] TakeFloats(int count)
    {
        var bytes = Take(count * sizeof(float));
        var floats = new float[count];
        for (var index = 0; index < count; index++)
        {
            floats[index] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(index * sizeof(float))..]);
        }

        return floats;
    }

    private sbyte[] TakeBytes(int count) => MemoryMarshal.Cast<byte, sbyte>(Take(count)).ToArray();

    private ReadOnlySpan<byte> Take(int length)
    {
        Check(length <= _file.Length - _position, "it is incomplete");
        var taken = _file.Slice(_position, length);
        _position += length;
        return taken;
    }

    private static void Check([DoesNotReturnIf(false)] bool holds, string reason)
    {
        if (!holds)
        {
            throw Foreign(reason);
        }
    }

    private static InvalidDataException Foreign(string reason) => new($"This is not a usable network: {reason}.");
}
