using System.Buffers;
using System.Text;

namespace Quickchange.Upload;

/// <summary>A line in the list of rejected rows (<see href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</see>).</summary>
internal static class RejectedRow
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static ReadOnlyMemory<byte> Header { get; } = "line,id,reason\r\n"u8.ToArray();

    public static byte[] Of(long line, string id, string reason) =>
        Encoding.UTF8.GetBytes($"{line},{Quoted(id)},{Quoted(reason)}\r\n");

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
