namespace Quickchange.Vision.Tests;

[Parallelizable(ParallelScope.All)]
public class ImageTests
{
    [TestCaseSource(typeof(Images), nameof(Images.Valid))]
    public void A_picture_is_recognized_in_every_format(string name) =>
        Assert.That(new Classifier().Classify(Images.Read(name)).Top, Is.EqualTo("Trouser"));

    [TestCase(280, 280)]
    [TestCase(100, 300)]
    [TestCase(2500, 4000)]
    public void Size_of_the_picture_and_place_of_the_garment_do_not_matter(int width, int height)
    {
        var image = GreyImage.Decode(Images.Read("trouser.png"));
        var pixels = new byte[width * height];
        Array.Fill(pixels, byte.MaxValue);
        for (var row = 0; row < image.Height; row++)
        {
            image.Pixels.AsSpan(row * image.Width, image.Width).CopyTo(pixels.AsSpan(((row + 1) * width) - image.Width));
        }

        Assert.That(new Classifier().Classify(Png.Write(width, height, 0, pixels)).Top, Is.EqualTo("Trouser"));
    }

    [Test]
    public void Probabilities_add_up_to_1_and_fall()
    {
        var predictions = new Classifier().Classify(Images.Read("trouser.png")).Predictions;

        Assert.Multiple(() =>
        {
            Assert.That(predictions, Has.Count.EqualTo(10));
            Assert.That(predictions.Sum(static prediction => prediction.Probability), Is.EqualTo(1).Within(1e-5));
            Assert.That(predictions.Select(static prediction => prediction.Probability), Is.Ordered.Descending);
        });
    }

    [TestCase("trouser.gif", ImageProblem.Unsupported, "PNG")]
    [TestCase("trouser-progressive.jpg", ImageProblem.Unsupported, "baseline")]
    [TestCase("trouser-animated.png", ImageProblem.Unsuitable, "animated")]
    public void A_picture_that_is_not_supported_is_refused_with_advice(string name, ImageProblem problem, string advice) =>
        AssertProblem(Images.Read(name), problem, advice);

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    [TestCase(3163, 3163)]
    [TestCase(int.MaxValue, int.MaxValue)]
    [TestCase(1, -1)]
    public void A_picture_with_no_or_too_many_pixels_is_refused(int width, int height) =>
        AssertProblem(
            [.. Png.Signature, .. Png.Chunk("IHDR"u8, Png.Header(width, height, 8, 2)), .. Png.Chunk("IEND"u8, [])], ImageProblem.Unsuitable, "pixels");

    [Test]
    public void A_picture_that_decompresses_to_more_than_its_pixels_is_refused() =>
        AssertProblem(
            [
                .. Png.Signature, .. Png.Chunk("IHDR"u8, Png.Header(9, 9, 8, 2)),
                .. Png.Chunk("IDAT"u8, Png.Compress(new byte[50_000_000])), .. Png.Chunk("IEND"u8, []),
            ],
            ImageProblem.Damaged,
            "pixels");

    [Test]
    public void An_empty_picture_is_refused() =>
        AssertProblem(Png.Write(50, 50, 0, new byte[2500]), ImageProblem.Unsuitable, "shows nothing");

    [Test]
    public void A_JPEG_with_repeated_scans_is_refused()
    {
        var jpeg = Images.Read("trouser.jpg");
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);

        AssertProblem([.. jpeg[..^2], .. jpeg[scan..]], ImageProblem.Damaged, "twice");
    }

    private static void AssertProblem(byte[] file, ImageProblem problem, string advice) =>
        Assert.That(
            () => new Classifier().Classify(file),
            Throws.TypeOf<ImageException>().With.Property("Problem").EqualTo(problem).And.Message.Contains(advice));
}
