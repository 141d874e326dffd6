using System.Diagnostics.CodeAnalysis;
using Quickchange.Pipeline;

namespace Quickchange.Upload;

/// <summary>Validates the rows of a file.</summary>
internal sealed class RowReader(CoinChangeMaker maker, string file)
{
    /// <summary>The reason for rejecting a file without the correct header line.</summary>
    public const string ExpectedHeader =
        "the whole file is rejected: its first line must be id,amount,currency, and each row must have these three fields";

    /// <summary>The reason for rejecting a file in another encoding, such as UTF-16.</summary>
    public static string WrongEncoding(string encoding) => $"the whole file is rejected: it is {encoding}; save it as UTF-8";

    private static readonly string[] Header = ["id", "amount", "currency"];

    public static bool IsHeader(CsvReader csv) =>
        csv.FieldCount == Header.Length && Header.Index().All(column => csv.Field(column.Index) == column.Item);

    /// <param name="csv">The reader, at the row.</param>
    /// <param name="request">The request in the row; null if the row is rejected.</param>
    /// <param name="id">The row's ID, if it has one.</param>
    /// <param name="reason">The reason for rejecting the row; null if it is valid.</param>
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
        : ReadableId.Problem(id);
}
