using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Quickchange.Testing;

/// <summary>Writes PNG files (<see href="https://www.w3.org/TR/png-3/">PNG, third edition</see>), valid or not.</summary>
public static class Png
{
    /// <summary>The eight bytes with which a PNG begins.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="color">0 for grey, 2 for RGB, 4 for grey and alpha, 6 for RGBA; each with 8 bits.</param>
    /// <param name="pixels">Row by row.</param>
    public static byte[] Write(int width, int height, byte color, ReadOnlySpan<byte> pixels)
    {
        var length = pixels.Length / height;
        var filtered = new byte[(length + 1) * height];
        for (var row = 0; row < height; row++)
        {
            pixels.Slice(row * length, length).CopyTo(filtered.AsSpan((row * (length + 1)) + 1));
        }

        return
        [
            .. Signature, .. Chunk("IHDR"u8, Header(width, height, 8, color)), .. Chunk("IDAT"u8, Compress(filtered)), .. Chunk("IEND"u8, []),
        ];
    }

    /// <summary>The content of an IHDR chunk.</summary>
    public static byte[] Header(int width, int height, byte depth, byte color, byte interlace = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, color, interlace);
        return header;
    }

    /// <summary>A chunk with its length and checksum.</summary>
    public static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    /// <summary>Bytes in the format of an IDAT chunk.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }
}
