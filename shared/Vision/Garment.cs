namespace Quickchange.Vision;

/// <summary>
/// A picture as the images of Fashion-MNIST were made: the garment is bright on black, cropped, and scaled so that its longer side
/// has 28 pixels, in the middle.
/// </summary>
/// <remarks>
/// H. Xiao, K. Rasul and R. Vollgraf, <see href="https://arxiv.org/abs/1708.07747">Fashion-MNIST</see> (2017), section 2. Here the
/// average of an area takes the place of choosing one pixel of it and sharpening the result.
/// </remarks>
internal static class Garment
{
    public const int Side = 28;

    // 3% of the largest value: above a camera's noise, and below faint edges of a garment.
    private const int Tolerance = 8;

    /// <param name="image">Of any size.</param>
    /// <param name="values">From 0 to 1, row by row.</param>
    /// <exception cref="ImageException">The picture shows nothing.</exception>
    public static void Write(GreyImage image, Span<float> values)
    {
        var background = Background(image);
        var isLight = background > byte.MaxValue / 2;
        Span<float> brightness = stackalloc float[byte.MaxValue + 1];
        for (var grey = 0; grey < brightness.Length; grey++)
        {
            var distance = isLight ? background - grey : grey - background;
            brightness[grey] = MathF.Max(distance, 0) / (isLight ? background : byte.MaxValue - background);
        }

        var box = Content(image, background, isLight);
        var longer = Math.Max(box.Width, box.Height);
        var (width, height) = (Scaled(box.Width, longer), Scaled(box.Height, longer));
        // In the data set, the wider margin is on the left or above.
        var (left, top) = ((Side - width + 1) / 2, (Side - height + 1) / 2);
        values.Clear();
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                values[((top + row) * Side) + left + column] = Average(
                    image,
                    brightness,
                    (box.Top + ((double)row * box.Height / height), box.Top + ((row + 1.0) * box.Height / height)),
                    (box.Left + ((double)column * box.Width / width), box.Left + ((column + 1.0) * box.Width / width)));
            }
        }
    }

    // The median of the outermost pixels, which a garment that touches an edge doesn't change.
    private static int Background(GreyImage image)
    {
        Span<int> counts = stackalloc int[byte.MaxValue + 1];
        counts.Clear();
        var total = 0;
        for (var row = 0; row < image.Height; row++)
        {
            var isEdge = row == 0 || row == image.Height - 1;
            for (var column = 0; column < image.Width; column += isEdge ? 1 : Math.Max(image.Width - 1, 1))
            {
                counts[image.Pixels[(row * image.Width) + column]]++;
                total++;
            }
        }

        var (grey, seen) = (0, counts[0]);
        while (seen * 2 < total)
        {
            seen += counts[++grey];
        }

        return grey;
    }

    private static int Scaled(int length, int longer) => Math.Max((int)Math.Round((double)length * Side / longer), 1);

    // The smallest box around everything that differs from the background.
    private static (int Left, int Top, int Width, int Height) Content(GreyImage image, int background, bool isLight)
    {
        var (low, high) = isLight ? (0, background - Tolerance - 1) : (background + Tolerance + 1, byte.MaxValue);
        var (left, top, right, bottom) = (image.Width, image.Height, -1, -1);
        for (var row = 0; row < image.Height; row++)
        {
            var pixels = image.Pixels.AsSpan(row * image.Width, image.Width);
            var first = pixels.IndexOfAnyInRange((byte)low, (byte)high);
            if (first >= 0)
            {
                left = Math.Min(left, first);
                right = Math.Max(right, pixels.LastIndexOfAnyInRange((byte)low, (byte)high));
                top = Math.Min(top, row);
                bottom = row;
            }
        }

        return bottom >= 0
            ? (left, top, right - left + 1, bottom - top + 1)
            : throw new ImageException(
                ImageProblem.Unsuitable, "The image shows nothing. Send a picture of a garment on a plain background.");
    }

    // The average brightness of an area, whose edges may lie within pixels.
    private static float Average(GreyImage image, ReadOnlySpan<float> brightness, (double From, double To) rows, (double From, double To) columns)
    {
        var sum = 0.0;
        for (var row = (int)rows.From; row < Math.Min(rows.To, image.Height); row++)
        {
            var pixels = image.Pixels.AsSpan(row * image.Width, image.Width);
            var sumOfRow = 0.0;
            for (var column = (int)columns.From; column < Math.Min(columns.To, image.Width); column++)
            {
                sumOfRow += Covered(column, columns) * brightness[pixels[column]];
            }

            sum += Covered(row, rows) * sumOfRow;
        }

        return (float)(sum / ((rows.To - rows.From) * (columns.To - columns.From)));
    }

    // How much of a pixel lies in a range.
    private static double Covered(int pixel, (double From, double To) range) =>
        Math.Min(pixel + 1, range.To) - Math.Max(pixel, range.From);
}
