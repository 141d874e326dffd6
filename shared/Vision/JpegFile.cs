namespace Quickchange.Vision;

/// <summary>
/// Checks the markers of a JPEG (<see href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</see>, appendix B).
/// </summary>
internal static class JpegFile
{
    private const int EndOfImage = 0xD9;
    private const int StartOfScan = 0xDA;

    public static ReadOnlySpan<byte> Signature => [0xFF, 0xD8];

    /// <exception cref="ImageException">The file is damaged, progressive or too large.</exception>
    public static void Check(ReadOnlySpan<byte> file)
    {
        var (components, scanned) = (0, 0);
        for (var offset = Signature.Length; ;)
        {
            var marker = NextMarker(file, ref offset);
            if (marker == EndOfImage)
            {
                break;
            }

            var length = ImageFile.ReadUInt16(file, offset);
            var segment = ImageFile.Slice(file, offset, length);
            offset += length;
            if (IsFrame(marker))
            {
                components = components == 0 ? CheckFrame(marker, segment) : throw ImageFile.Damaged("it has two frames");
            }
            else if (marker == StartOfScan)
            {
                scanned += segment.Length > 2 ? segment[2] : throw ImageFile.Damaged("a scan has no components");
                // Otherwise, a small file could have any number of scans, which each take as long as the whole image.
                if (segment[2] == 0 || scanned > components)
                {
                    throw ImageFile.Damaged("a component is scanned twice, or none");
                }

                SkipScan(file, ref offset);
            }
        }

        if (components == 0 || scanned != components)
        {
            throw ImageFile.Damaged("it has no pixels");
        }
    }

    // A marker is 0xFF, repeated at will, and another byte.
    private static int NextMarker(ReadOnlySpan<byte> file, ref int offset)
    {
        if (ImageFile.Slice(file, offset, 1)[0] != 0xFF)
        {
            throw ImageFile.Damaged("a marker is missing");
        }

        int marker;
        do
        {
            marker = ImageFile.Slice(file, offset, 1)[0];
            offset++;
        }
        while (marker == 0xFF);
        return marker;
    }

    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static int CheckFrame(int marker, ReadOnlySpan<byte> frame)
    {
        if (marker is not (0xC0 or 0xC1))
        {
            // The decoder loses memory with a damaged progressive JPEG.
            throw ImageFile.Unsupported(marker == 0xC2
                ? "Progressive JPEGs are not supported. Save the image as a baseline JPEG or a PNG."
                : "This kind of JPEG is not supported. Save the image as a baseline JPEG or a PNG.");
        }

        var components = ImageFile.Slice(frame, 7, 1)[0];
        if (frame[2] != 8 || components is not (1 or 3 or 4) || frame.Length != 8 + (3 * components))
        {
            throw ImageFile.Damaged("its frame is invalid");
        }

        ImageFile.CheckSize(ImageFile.ReadUInt16(frame, 5), ImageFile.ReadUInt16(frame, 3));
        return components;
    }

    // To the next marker: within a scan, 0xFF is followed by 0, or begins a restart marker.
    private static void SkipScan(ReadOnlySpan<byte> file, ref int offset)
    {
        while (true)
        {
            var next = file[offset..].IndexOf((byte)0xFF);
            if (next < 0)
            {
                throw ImageFile.Damaged("it ends too early");
            }

            offset += next;
            if (ImageFile.Slice(file, offset, 2)[1] is 0 or (>= 0xD0 and <= 0xD7))
            {
                offset += 2;
                continue;
            }

            return;
        }
    }
}
