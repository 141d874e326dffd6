using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace Quickchange.Vision.Tests;

/// <summary>Tests the network on the images that it was not trained with, with the code that functions run.</summary>
[Parallelizable(ParallelScope.Children)]
public class AccuracyTests
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 10).Select(Classifier.LabelOf)];

    private readonly FashionMnist _images = FashionMnist.Load();

    [Test]
    public void At_least_92_percent_of_all_images_are_recognized_and_ONNX_Runtime_agrees()
    {
        var classifier = new Classifier();
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(Path.Combine(Repository.Root, "shared/Vision/fashion.onnx"), options);
        var (right, same, sumOfDistances, largest) = (0, 0, 0.0, 0.0);
        for (var image = 0; image < _images.Count; image++)
        {
            var values = _images.ValuesOf(image);
            using var input = OrtValue.CreateTensorValueFromMemory(values, [1, 1, FashionMnist.Side, FashionMnist.Side]);
            using var outputs = session.Run(new RunOptions(), ["image"], [input], ["probabilities"]);
            var theirs = outputs[0].GetTensorDataAsSpan<float>().ToArray();

            var ours = classifier.Classify(values);

            right += IsRight(image, ours) ? 1 : 0;
            same += ours.Top == Names[Array.IndexOf(theirs, theirs.Max())] ? 1 : 0;
            foreach (var (label, probability) in ours.Predictions)
            {
                var distance = Math.Abs(probability - theirs[Array.IndexOf(Names, label)]);
                (sumOfDistances, largest) = (sumOfDistances + distance, Math.Max(largest, distance));
            }
        }

        var mean = sumOfDistances / (_images.Count * Names.Length);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{right} of {_images.Count} right, {same} as ONNX Runtime, whose probabilities differ by {mean:F6} on average, {largest:F4} at most"));
        Assert.Multiple(() =>
        {
            Assert.That(right, Is.AtLeast(9200));
            Assert.That(same, Is.AtLeast(9950));
            // A weight of 8 bits is off by at most a 254th of its output's largest one.
            Assert.That(mean, Is.LessThan(0.002));
            Assert.That(largest, Is.LessThan(0.25));
        });
    }

    [Test]
    public void Pictures_as_a_person_would_save_them_are_recognized_within_a_point_of_the_images_themselves()
    {
        const int Count = 500;
        var classifier = new Classifier();

        var rendered = Enumerable.Range(0, Count).Count(image => IsRight(image, classifier.Classify(_images.Render(image, 10))));
        var own = Enumerable.Range(0, Count).Count(image => IsRight(image, classifier.Classify(_images.ValuesOf(image))));

        TestContext.Out.WriteLine($"{rendered} of {Count} pictures, {own} of {Count} images");
        Assert.That(rendered, Is.EqualTo(own).Within(Count / 100));
    }

    private bool IsRight(int image, Classification classification) =>
        classification.Top == Names[_images.LabelOf(image)];
}
