namespace Quickchange.Testing;

/// <summary>Files that are no valid images: damaged ones, random bytes, and bombs, which are small and would become large.</summary>
public static class MalformedImages
{
    /// <summary>The same files each time.</summary>
    /// <param name="count">How many.</param>
    /// <param name="whole">Valid files, at least one of them a PNG.</param>
    public static IEnumerable<byte[]> Of(int count, IReadOnlyList<byte[]> whole)
    {
        var random = new Random(19);
        var pngs = whole.Where(static file => file.AsSpan().StartsWith(Png.Signature)).ToArray();
        for (var index = 0; index < count; index++)
        {
            yield return (index % 4) switch
            {
                0 => Cut(random, whole[random.Next(whole.Count)]),
                // A checksum covers every byte of a PNG; in other formats, some bytes can have any value.
                1 => Flipped(random, pngs[random.Next(pngs.Length)]),
                2 => Headed(random, whole[random.Next(whole.Count)]),
                _ => Bomb(random),
            };
        }
    }

    private static byte[] Cut(Random random, byte[] file) => file[..random.Next(file.Length)];

    private static byte[] Flipped(Random random, byte[] file)
    {
        var flipped = file.ToArray();
        flipped[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    // Random bytes after the beginning of a valid file.
    private static byte[] Headed(Random random, byte[] file)
    {
        var bytes = new byte[random.Next(10, 2000)];
        random.NextBytes(bytes);
        file.AsSpan(0, random.Next(0, 10)).CopyTo(bytes);
        return bytes;
    }

    private static byte[] Bomb(Random random)
    {
        var (width, height) = random.Next(3) switch
        {
            0 => (random.Next(10_000, int.MaxValue), random.Next(10_000, int.MaxValue)),
            1 => (0, random.Next()),
            // Decompresses to a thousand times as many bytes as it has pixels.
            _ => (random.Next(1, 50), random.Next(1, 50)),
        };
        return
        [
            .. Png.Signature,
            .. Png.Chunk("IHDR"u8, Png.Header(width, height, 8, 6)),
            .. Png.Chunk("IDAT"u8, Png.Compress(new byte[10_000_000])),
            .. Png.Chunk("IEND"u8, []),
        ];
    }
}
