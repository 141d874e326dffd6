using System.Text.Json;

namespace Quickchange.Vision;

/// <summary>What a picture may show.</summary>
/// <param name="Predictions">All labels, the most probable first.</param>
/// <param name="Model">The version of the network.</param>
public sealed record Classification(IReadOnlyList<Prediction> Predictions, string Model)
{
    // Further digits would say nothing, and differ between processors.
    private const int Digits = 4;

    /// <summary>The most probable label.</summary>
    public string Top => Predictions[0].Label;

    /// <summary>
    /// Writes <c>{"top":"Sneaker","predictions":[{"label":"Sneaker","probability":0.97},…],"model":"…"}</c>.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Classification classification)
    {
        writer.WriteStartObject();
        writer.WriteString("top"u8, classification.Top);
        writer.WriteStartArray("predictions"u8);
        foreach (var (label, probability) in classification.Predictions)
        {
            writer.WriteStartObject();
            writer.WriteString("label"u8, label);
            writer.WriteNumber("probability"u8, Math.Round((double)probability, Digits));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model"u8, classification.Model);
        writer.WriteEndObject();
    }
}
