using StbImageSharp;

namespace Quickchange.Vision;

/// <summary>A picture in grey, from 0 (black) to 255, row by row.</summary>
internal sealed record GreyImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>Decodes a PNG, JPEG or BMP. What is transparent becomes white.</summary>
    /// <exception cref="ImageException">The file is not an image that can be decoded.</exception>
    public static GreyImage Decode(byte[] file)
    {
        ImageFile.Check(file);
        ImageResult image;
        try
        {
            image = ImageResult.FromMemory(file, ColorComponents.GreyAlpha);
        }
        // What the decoder finds wrong, or trips over.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw ImageFile.Damaged("it can't be decoded");
        }

        // In place: the decoder's copy has two bytes for each pixel.
        var pixels = image.Data;
        for (var index = 0; index < image.Width * image.Height; index++)
        {
            var (grey, alpha) = (pixels[2 * index], pixels[(2 * index) + 1]);
            pixels[index] = (byte)((((grey * alpha) + (255 * (255 - alpha))) + 127) / 255);
        }

        return new(image.Width, image.Height, pixels);
    }
}
