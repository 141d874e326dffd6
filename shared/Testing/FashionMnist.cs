using System.Buffers.Binary;
using System.IO.Compression;

namespace Quickchange.Testing;

/// <summary>
/// The 10,000 test images of <see href="https://github.com/zalandoresearch/fashion-mnist">Fashion-MNIST</see>, from Debian's
/// package dataset-fashion-mnist.
/// </summary>
public sealed class FashionMnist
{
    /// <summary>The width and the height of an image.</summary>
    public const int Side = 28;

    private const string Folder = "/usr/share/datasets/fashion-mnist";

    private readonly byte[] _pixels;
    private readonly byte[] _labels;

    private FashionMnist(byte[] pixels, byte[] labels) => (_pixels, _labels) = (pixels, labels);

    public int Count => _labels.Length;

    /// <exception cref="IOException">The package is not installed.</exception>
    /// <exception cref="InvalidDataException">A file has another format.</exception>
    public static FashionMnist Load() => new(Read("t10k-images-idx3-ubyte.gz", 3), Read("t10k-labels-idx1-ubyte.gz", 1));

    /// <summary>From 0 to 9.</summary>
    public int LabelOf(int image) => _labels[image];

    /// <summary>Row by row, from 0 for the background to 255.</summary>
    public ReadOnlySpan<byte> PixelsOf(int image) => _pixels.AsSpan(image * Side * Side, Side * Side);

    /// <summary>As a network takes it: from 0 to 1.</summary>
    public float[] ValuesOf(int image) => Array.ConvertAll(PixelsOf(image).ToArray(), static pixel => pixel / 255f);

    /// <summary>An image as a person would save it: dark on white, enlarged, as a PNG in RGB.</summary>
    /// <param name="image">The index of the image.</param>
    /// <param name="scale">How many pixels of the PNG stand for a pixel of the image, in both directions.</param>
    public byte[] Render(int image, int scale)
    {
        var pixels = PixelsOf(image);
        var side = Side * scale;
        var rgb = new byte[side * side * 3];
        for (var pixel = 0; pixel < side * side; pixel++)
        {
            var (row, column) = (pixel / side / scale, pixel % side / scale);
            rgb.AsSpan(pixel * 3, 3).Fill((byte)(255 - pixels[(row * Side) + column]));
        }

        return Png.Write(side, side, 2, rgb);
    }

    // https://github.com/zalandoresearch/fashion-mnist: a magic number, a length for each dimension, and bytes.
    private static byte[] Read(string name, int dimensions)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(Folder, name)), CompressionMode.Decompress);
        using var content = new MemoryStream();
        file.CopyTo(content);
        var bytes = content.ToArray();
        return BinaryPrimitives.ReadInt32BigEndian(bytes) == 0x800 + dimensions
            ? bytes[(sizeof(int) * (1 + dimensions))..]
            : throw new InvalidDataException($"{name} is not a file of bytes in {dimensions} dimensions.");
    }
}
