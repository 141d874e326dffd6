using System.Text.Json;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>The reason why an amount was not paid.</summary>
/// <param name="Status">422.</param>
/// <param name="Detail">The mistake, and what to send instead.</param>
/// <param name="Nearest">The nearest payable amounts, if the amount can't be paid.</param>
internal sealed record ChangeProblem(int Status, string Detail, PayableAmounts? Nearest = null) : Problem(Status, Detail)
{
    protected override void WriteMembers(Utf8JsonWriter writer)
    {
        if (Nearest is not { } nearest)
        {
            return;
        }

        writer.WriteStartObject("nearest"u8);
        writer.WriteString("below"u8, nearest.Below);
        if (nearest.Above is { } above)
        {
            writer.WriteString("above"u8, above);
        }

        writer.WriteEndObject();
    }
}
