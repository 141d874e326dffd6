using System.Buffers.Binary;

namespace Quickchange.Vision;

/// <summary>Checks that a file can be decoded within bounded memory and time, before anything is decoded.</summary>
internal static class ImageFile
{
    /// <summary>An image may have 10 megapixels.</summary>
    public const long MostPixels = 10_000_000;

    /// <exception cref="ImageException">The file is not a complete PNG, JPEG or BMP that can be decoded.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(PngFile.Signature))
        {
            PngFile.Check(file);
        }
        else if (file.StartsWith(JpegFile.Signature))
        {
            JpegFile.Check(file);
        }
        else if (file.StartsWith("BM"u8))
        {
            BmpFile.Check(file);
        }
        else
        {
            throw new ImageException(ImageProblem.Unsupported, "The image must be a PNG, a JPEG or a BMP.");
        }
    }

    /// <exception cref="ImageException">The image has too many pixels, or none.</exception>
    public static void CheckSize(long width, long height)
    {
        // Each is at most 2^32, so that the product is compared without overflow.
        if (width <= 0 || height <= 0 || width > MostPixels / height)
        {
            throw new ImageException(
                ImageProblem.Unsuitable, $"The image has {width} × {height} pixels. It must have between 1 and {MostPixels} pixels.");
        }
    }

    public static ImageException Damaged(string reason) =>
        new(ImageProblem.Damaged, $"The image is damaged or incomplete: {reason}. Send the whole file.");

    public static ImageException Unsupported(string reason) => new(ImageProblem.Unsupported, reason);

    public static ushort ReadUInt16(ReadOnlySpan<byte> file, int offset) => BinaryPrimitives.ReadUInt16BigEndian(Slice(file, offset, 2));

    /// <exception cref="ImageException">The file ends before.</exception>
    public static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> file, long offset, long length) =>
        offset + length <= file.Length ? file.Slice((int)offset, (int)length) : throw Damaged("it ends too early");
}
