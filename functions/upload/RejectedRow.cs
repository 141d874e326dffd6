using System.Buffers;
using System.Text;

namespace Quickchange.Upload;

/// <summary>
/// A line in the list of rejected rows (<see href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</see>). The list contains texts
/// of strangers, and is opened in spreadsheets, which would run a cell that begins like a formula
/// (<see href="https://owasp.org/www-community/attacks/CSV_Injection">CSV injection</see>). An apostrophe before it prevents that.
/// </summary>
/// <remarks>
/// A program gets a text back if it removes the apostrophe at each place where a cell could begin, if a formula's first character or
/// another apostrophe follows.
/// </remarks>
internal static class RejectedRow
{
    // With which a spreadsheet begins a formula, in half and in full width, or which it skips; and the apostrophe itself.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@\t\r\n＝＋－＠'");

    // After which a cell begins, also in a spreadsheet with another separator.
    private static readonly SearchValues<char> Separators = SearchValues.Create(",;|\t\r\n\"");

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static ReadOnlyMemory<byte> Header { get; } = "line,id,reason\r\n"u8.ToArray();

    public static byte[] Of(long line, string id, string reason) => Encoding.UTF8.GetBytes($"{line},{Cell(id)},{Cell(reason)}\r\n");

    private static string Cell(string text)
    {
        var safe = WithoutFormulas(text);
        return safe.AsSpan().ContainsAny(Special) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static string WithoutFormulas(string text)
    {
        var safe = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            if (Beginnings.Contains(text[index]) && (index == 0 || Separators.Contains(text[index - 1])))
            {
                safe.Append('\'');
            }

            safe.Append(text[index]);
        }

        return safe.ToString();
    }
}
