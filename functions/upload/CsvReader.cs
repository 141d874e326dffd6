using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Quickchange.Upload;

/// <summary>
/// Reads CSV (<see href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</see>) in UTF-8, record by record, in constant
/// memory. Lines end with CRLF, LF or CR; empty lines are ignored. If a record is invalid, only its first line is skipped, so that
/// an unclosed quotation mark doesn't affect the rest of the file.
/// </summary>
/// <param name="stream">The file, starting at <paramref name="offset"/>.</param>
/// <param name="offset">The byte offset of a record in the file.</param>
/// <param name="line">The line of that record, from 1.</param>
internal sealed class CsvReader(Stream stream, long offset, long line)
{
    /// <summary>The maximum length of a record, in bytes, without its line terminator.</summary>
    public const int LongestRecord = 64 * 1024;

    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private readonly byte[] _buffer = new byte[2 * LongestRecord];
    private readonly List<Range> _fields = [];
    private long _bufferOffset = offset;
    private long _nextLine = line;
    private int _start;
    private int _next;
    private int _end;
    private bool _ended;

    /// <summary>The byte offset of the record in the file.</summary>
    public long Offset => _bufferOffset + _start;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; } = line;

    /// <summary>The reason why the record is invalid; null if it is valid.</summary>
    public string? Error { get; private set; }

    /// <summary>The encoding of the file, if its first record shows that it isn't UTF-8; otherwise null.</summary>
    public string? OtherEncoding { get; private set; }

    /// <summary>The number of fields in the record; 0 if it is invalid.</summary>
    public int FieldCount => _fields.Count;

    /// <summary>The text of a field, without its quotation marks.</summary>
    public string Field(int index)
    {
        var field = _buffer.AsSpan(_start)[_fields[index]];
        return field is [(byte)'"', .., (byte)'"']
            ? Encoding.UTF8.GetString(field[1..^1]).Replace("\"\"", "\"", StringComparison.Ordinal)
            : Encoding.UTF8.GetString(field);
    }

    /// <summary>Reads the next record.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        _start = _next;
        Line = _nextLine;
        Error = null;
        while (!TryRead())
        {
            if (!await FillAsync(cancellation) && _start == _end)
            {
                return false;
            }
        }

        if (Error is not null && _next < 0)
        {
            await PassLineAsync(cancellation);
        }

        return true;
    }

    // False if more bytes are needed, or if there are none.
    private bool TryRead()
    {
        if (!TryPassByteOrderMark() || !TryPassEmptyLines() || _start == _end)
        {
            return false;
        }

        // The rest is ignored, so that the result doesn't depend on how much has arrived.
        var window = _buffer.AsSpan(_start, Math.Min(_end - _start, LongestRecord + 2));
        var all = _ended && window.Length == _end - _start;
        _fields.Clear();
        for (var at = 0; ;)
        {
            var begin = at;
            at = EndOfField(window, at, all, out var error);
            if (at > LongestRecord || (at < 0 && window.Length == LongestRecord + 2))
            {
                return Refuse($"the row is longer than {LongestRecord} bytes");
            }

            if (error is not null)
            {
                return Refuse(error);
            }

            if (at < 0)
            {
                return false;
            }

            _fields.Add(begin..at);
            if (at < window.Length && window[at] == ',')
            {
                at++;
                continue;
            }

            var lineEnd = EndOfLine(window, at, all);
            return lineEnd >= 0 && Accept(window[..at], lineEnd);
        }
    }

    // Negative if it has not arrived yet.
    private static int EndOfField(ReadOnlySpan<byte> text, int at, bool all, out string? error)
    {
        error = null;
        if (at == text.Length || text[at] != '"')
        {
            var length = text[at..].IndexOfAny(Special);
            if (length >= 0 && text[at + length] == '"')
            {
                error = "a field without quotation marks contains one";
            }

            return length >= 0 ? at + length : all ? text.Length : -1;
        }

        while (true)
        {
            var length = text[(at + 1)..].IndexOf((byte)'"');
            if (length < 0)
            {
                error = all ? "a quotation mark is not closed" : null;
                return -1;
            }

            at += length + 2;
            if (at == text.Length)
            {
                return all ? at : -1;
            }

            if (text[at] != '"')
            {
                error = text[at] is (byte)',' or (byte)'\r' or (byte)'\n' ? null : "there is text after a closing quotation mark";
                return at;
            }
        }
    }

    // The length of a line terminator: 0 at the end of the file, negative if it has not arrived yet.
    private static int EndOfLine(ReadOnlySpan<byte> text, int at, bool all) => text[at..] switch
    {
        [(byte)'\r', (byte)'\n', ..] => 2,
        [(byte)'\r'] => all ? 1 : -1,
        [] => 0,
        _ => 1,
    };

    private bool Accept(ReadOnlySpan<byte> record, int lineEnd)
    {
        _next = _start + record.Length + lineEnd;
        _nextLine = Line + 1 + LineEnds(record);
        if (!Utf8.IsValid(record))
        {
            _fields.Clear();
            Error = "the row is not UTF-8";
            OtherEncoding ??= "not UTF-8";
        }

        return true;
    }

    private bool Refuse(string error)
    {
        _fields.Clear();
        Error = error;
        _next = -1;
        return true;
    }

    private static int LineEnds(ReadOnlySpan<byte> record)
    {
        var count = record.Count((byte)'\n') + record.Count((byte)'\r');
        return count == 0 ? 0 : count - record.Count("\r\n"u8);
    }

    private bool TryPassByteOrderMark()
    {
        if (Offset > 0)
        {
            return true;
        }

        var text = _buffer.AsSpan(_start.._end);
        if (text.Length < 4 && !_ended)
        {
            return false;
        }

        // Without a mark, every other byte of ASCII is 0.
        OtherEncoding ??= text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, >= 32, 0, >= 32, ..] or [>= 32, 0, >= 32, 0, ..] ? "UTF-16" : null;
        _start += text.StartsWith("\uFEFF"u8) ? 3 : 0;
        return true;
    }

    private bool TryPassEmptyLines()
    {
        while (_start < _end && _buffer[_start] is (byte)'\r' or (byte)'\n')
        {
            var length = EndOfLine(_buffer.AsSpan(_start.._end), 0, _ended);
            if (length < 0)
            {
                return false;
            }

            _start += length;
            Line++;
        }

        return true;
    }

    // Leaves the record's offset unchanged, although its bytes may be discarded.
    private async ValueTask PassLineAsync(CancellationToken cancellation)
    {
        _nextLine = Line + 1;
        var begin = Offset;
        var at = _start;
        while (true)
        {
            var length = _buffer.AsSpan(at.._end).IndexOfAny((byte)'\r', (byte)'\n');
            var lineEnd = length < 0 ? -1 : EndOfLine(_buffer.AsSpan(at.._end), length, _ended);
            if (lineEnd >= 0)
            {
                _next = at + length + lineEnd;
                break;
            }

            _start = length < 0 ? _end : at + length;
            at = _start;
            if (!await FillAsync(cancellation))
            {
                _next = _end;
                break;
            }

            at = _start;
        }

        // May be before the buffer.
        _start = (int)Math.Max(int.MinValue, begin - _bufferOffset);
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellation)
    {
        if (_end == _buffer.Length)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _bufferOffset += _start;
            _end -= _start;
            _start = 0;
        }

        var count = _ended ? 0 : await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _ended = count == 0;
        _end += count;
        return count > 0;
    }
}
