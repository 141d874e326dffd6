using System.Diagnostics.CodeAnalysis;
using Quickchange.Pipeline;

namespace Quickchange.Upload;

/// <summary>Judges the rows of a file.</summary>
internal sealed class RowReader(CoinChangeMaker maker, string file)
{
    /// <summary>What a file without the right header line is told.</summary>
    public const string ExpectedHeader =
        "the file is rejected whole: its first line must be id,amount,currency, and each row below it must have these three fields";

    private static readonly string[] Header = ["id", "amount", "currency"];

    public static bool IsHeader(CsvReader csv) =>
        csv.FieldCount == Header.Length && Header.Index().All(column => csv.Field(column.Index) == column.Item);

    /// <param name="csv">At the row.</param>
    /// <param name="request">What the row asks for; null where there is a reason.</param>
    /// <param name="id">The row's id, as far as it has one.</param>
    /// <param name="reason">Why the row is rejected.</param>
    public bool TryRead(
        CsvReader csv,
        [NotNullWhen(true)] out QueuedRequest? request,
        out string id,
        [NotNullWhen(false)] out string? reason)
    {
        request = null;
        id = csv.FieldCount > 0 ? csv.Field(0) : "";
        reason = csv.Error
            ?? (csv.FieldCount != Header.Length ? $"the row has {csv.FieldCount} fields instead of 3" : WrongId(id));
        if (reason is not null)
        {
            return false;
        }

        var (amount, currency) = (csv.Field(1), csv.Field(2));
        if (!maker.TryMake(amount, currency, out _, out reason))
        {
            return false;
        }

        request = new(id, amount, currency, file, csv.Line);
        return true;
    }

    private static string? WrongId(string id) =>
        id.Length == 0 ? "the id is empty"
        : id.Length > QueuedRequest.LongestId ? $"the id is longer than {QueuedRequest.LongestId} characters"
        : id.Any(char.IsControl) ? "the id has a control character"
        : null;
}
