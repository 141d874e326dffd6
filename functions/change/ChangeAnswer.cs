using System.Globalization;
using System.Text.Json;

namespace Quickchange.Change;

/// <summary>The change.</summary>
/// <param name="Res">The denominations used, largest first.</param>
/// <param name="Rounded">The amount that was paid, in major units; present if rounding was requested.</param>
/// <param name="Ways">The number of ways to pay the amount, in decimal digits; present if it was requested.</param>
internal readonly record struct ChangeAnswer(ChangeEntry[] Res, string? Rounded = null, string? Ways = null)
{
    public static void Write(Utf8JsonWriter writer, ChangeAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("res"u8);
        foreach (var (count, name) in answer.Res)
        {
            writer.WriteStartObject();
            writer.WriteString(count.ToString(CultureInfo.InvariantCulture), name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (answer.Rounded is { } rounded)
        {
            writer.WriteString("rounded"u8, rounded);
        }

        if (answer.Ways is { } ways)
        {
            writer.WriteString("ways"u8, ways);
        }

        writer.WriteEndObject();
    }
}
