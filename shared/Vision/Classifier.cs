using Quickchange.Algorithms.Inference;

namespace Quickchange.Vision;

/// <summary>Says which garment a picture shows, with a network that was trained on Fashion-MNIST. Thread-safe.</summary>
/// <remarks>scripts/train creates the network.</remarks>
public sealed class Classifier
{
    /// <summary>Changes with every network that answers differently.</summary>
    public const string ModelVersion = "fashion-mnist-1";

    // In the order of Fashion-MNIST's labels.
    private static readonly string[] Labels =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    // Not before it is needed: a start reads no weights.
    private Network? _network;

    private Network Network => _network ??= new(FashionNetwork.Network);

    /// <summary>The name of a class of the data set, from 0 to 9.</summary>
    internal static string LabelOf(int index) => Labels[index];

    /// <param name="file">A PNG, JPEG or BMP.</param>
    /// <exception cref="ImageException">The file can't be decoded, or shows nothing.</exception>
    public Classification Classify(byte[] file)
    {
        Span<float> values = stackalloc float[Garment.Side * Garment.Side];
        Garment.Write(GreyImage.Decode(file), values);
        return Classify(values);
    }

    /// <param name="values">28 × 28 values as in the data set: from 0 for the background to 1.</param>
    internal Classification Classify(ReadOnlySpan<float> values)
    {
        Span<float> probabilities = stackalloc float[Labels.Length];
        Network.Run(values, probabilities);
        var predictions = new Prediction[Labels.Length];
        for (var label = 0; label < predictions.Length; label++)
        {
            predictions[label] = new(Labels[label], probabilities[label]);
        }

        Array.Sort(predictions, static (left, right) => right.Probability.CompareTo(left.Probability));
        return new(predictions, ModelVersion);
    }
}
