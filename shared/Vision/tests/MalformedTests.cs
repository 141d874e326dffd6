using StbImageSharp;

namespace Quickchange.Vision.Tests;

/// <summary>Tests files that are no valid images. Alone, because the decoder counts the memory of all threads.</summary>
[NonParallelizable]
public class MalformedTests
{
    private const int Count = 1000;

    private static byte[][] Whole => [.. Images.Valid.Select(Images.Read)];

    [Test]
    public void A_malformed_file_is_refused_and_leaves_no_memory_behind()
    {
        var classifier = new Classifier();

        foreach (var file in MalformedImages.Of(Count, Whole))
        {
            Assert.That(() => classifier.Classify(file), Throws.TypeOf<ImageException>());
        }

        Assert.That(StbImage.NativeAllocations, Is.Zero);
    }

    // Some of them are still valid.
    [Test]
    public void A_changed_file_is_classified_or_refused_and_leaves_no_memory_behind()
    {
        var (classifier, random) = (new Classifier(), new Random(20));
        for (var round = 0; round < Count; round++)
        {
            var file = Whole[random.Next(Whole.Length)];
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                file[random.Next(Math.Min(file.Length, 700))] = (byte)random.Next(256);
            }

            try
            {
                classifier.Classify(file);
            }
            catch (ImageException)
            {
            }
        }

        Assert.That(StbImage.NativeAllocations, Is.Zero);
    }
}
