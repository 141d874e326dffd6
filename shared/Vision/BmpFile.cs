using System.Buffers.Binary;

namespace Quickchange.Vision;

/// <summary>
/// Checks the headers of a BMP (<see href="https://learn.microsoft.com/windows/win32/gdi/bitmap-storage">Bitmap storage</see>).
/// </summary>
internal static class BmpFile
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;

    /// <exception cref="ImageException">The file is damaged, compressed or too large.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(ImageFile.Slice(file, 10, 4));
        var header = BinaryPrimitives.ReadUInt32LittleEndian(ImageFile.Slice(file, FileHeader, 4));
        long width, height;
        int bits;
        uint compression = 0;
        if (header == CoreHeader)
        {
            var core = ImageFile.Slice(file, FileHeader, CoreHeader);
            (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(core[4..]), BinaryPrimitives.ReadUInt16LittleEndian(core[6..]));
            bits = BinaryPrimitives.ReadUInt16LittleEndian(core[10..]);
        }
        else if (header is >= InfoHeader and <= 124)
        {
            var info = ImageFile.Slice(file, FileHeader, InfoHeader);
            (width, height) = (BinaryPrimitives.ReadInt32LittleEndian(info[4..]), BinaryPrimitives.ReadInt32LittleEndian(info[8..]));
            bits = BinaryPrimitives.ReadUInt16LittleEndian(info[14..]);
            compression = BinaryPrimitives.ReadUInt32LittleEndian(info[16..]);
        }
        else
        {
            throw ImageFile.Damaged("its header is invalid");
        }

        // A negative height means that rows are stored from top to bottom.
        height = Math.Abs(height);
        ImageFile.CheckSize(width, height);
        if (compression is not (0 or 3))
        {
            throw ImageFile.Unsupported("Compressed BMPs are not supported. Save the image as a PNG.");
        }

        if (bits is not (1 or 4 or 8 or 16 or 24 or 32) || offset < FileHeader + header)
        {
            throw ImageFile.Damaged("its header is invalid");
        }

        // Rows have a multiple of 4 bytes.
        _ = ImageFile.Slice(file, offset, ((width * bits) + 31) / 32 * 4 * height);
    }
}
