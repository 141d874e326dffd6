using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Quickchange.Vision;

/// <summary>Checks the chunks of a PNG (<see href="https://www.w3.org/TR/png-3/">PNG, third edition</see>).</summary>
internal static class PngFile
{
    private const int LengthAndType = 8;
    private const int Checksum = 4;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <exception cref="ImageException">The file is damaged, animated or too large.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        long most = -1;
        using var compressed = new MemoryStream();
        for (long offset = Signature.Length; ;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(ImageFile.Slice(file, offset, LengthAndType));
            var chunk = ImageFile.Slice(file, offset + 4, 4L + length);
            CheckSum(chunk, ImageFile.Slice(file, offset + LengthAndType + length, Checksum));
            offset += LengthAndType + length + Checksum;
            var type = chunk[..4];
            var data = chunk[4..];
            if (most < 0 && !type.SequenceEqual("IHDR"u8))
            {
                throw ImageFile.Damaged("its first chunk is not IHDR");
            }

            if (type.SequenceEqual("IHDR"u8))
            {
                most = CheckHeader(data);
            }
            else if (type.SequenceEqual("acTL"u8))
            {
                throw new ImageException(ImageProblem.Unsuitable, "The image is animated. Send a single picture.");
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                compressed.Write(data);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                break;
            }
        }

        compressed.Position = 0;
        CheckPixels(compressed, most);
    }

    private static void CheckSum(ReadOnlySpan<byte> chunk, ReadOnlySpan<byte> expected)
    {
        if (Crc32.HashToUInt32(chunk) != BinaryPrimitives.ReadUInt32BigEndian(expected))
        {
            throw ImageFile.Damaged("the checksum of a chunk is wrong");
        }
    }

    // Returns how many bytes the pixels have before compression.
    private static long CheckHeader(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
        {
            throw ImageFile.Damaged("its header has a wrong length");
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        ImageFile.CheckSize(width, height);
        var (depth, color, interlace) = (header[8], header[9], header[12]);
        var samples = (color, depth) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) => 1,
            (4, 8 or 16) => 2,
            (2, 8 or 16) => 3,
            (6, 8 or 16) => 4,
            _ => throw ImageFile.Damaged("its header is invalid"),
        };
        if (header[10] != 0 || header[11] != 0 || interlace > 1)
        {
            throw ImageFile.Damaged("its header is invalid");
        }

        return interlace == 0 ? Length(width, height, samples * depth) : Passes(width, height, samples * depth);
    }

    // A byte for the filter of each row, and its pixels.
    private static long Length(long width, long height, int bits) => width == 0 ? 0 : height * (1 + (((width * bits) + 7) / 8));

    // The seven passes of Adam7: each begins at a pixel, and takes every so many.
    private static long Passes(long width, long height, int bits)
    {
        ReadOnlySpan<(int Left, int Top, int Right, int Down)> passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        var sum = 0L;
        foreach (var (left, top, right, down) in passes)
        {
            sum += Length((width - left + right - 1) / right, (height - top + down - 1) / down, bits);
        }

        return sum;
    }

    // The decoder would decompress any number of bytes, and some kilobytes can become gigabytes.
    private static void CheckPixels(Stream compressed, long expected)
    {
        try
        {
            using var pixels = new ZLibStream(compressed, CompressionMode.Decompress);
            Span<byte> buffer = stackalloc byte[16 * 1024];
            var length = 0L;
            while (length <= expected && pixels.Read(buffer) is > 0 and var count)
            {
                length += count;
            }

            if (length != expected)
            {
                throw ImageFile.Damaged("it doesn't have as many pixels as its header says");
            }
        }
        catch (InvalidDataException)
        {
            throw ImageFile.Damaged("its pixels can't be decompressed");
        }
    }
}
