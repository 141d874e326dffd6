using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// Reads HTTP/1.1 responses from a connection into reusable buffers
/// (<see href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</see>).
/// </summary>
internal sealed class HttpReader
{
    private const int LargestLine = 1 << 20;

    // An event has at most 6 MB. Buffers that are larger than this are released.
    private const int LargestKept = 1 << 20;

    private TcpConnection? _connection;
    private byte[] _buffer = new byte[8 * 1024];
    private int _start;
    private int _end;
    private byte[] _body = [];

    /// <summary>Whether any byte of the response has been read.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Reads one response. Its body is valid until the next call.</summary>
    /// <exception cref="IOException">The connection ended before the response did.</exception>
    /// <exception cref="RuntimeApiException">The response is not valid HTTP.</exception>
    public void Read(TcpConnection connection, HttpResponse response)
    {
        if (connection != _connection)
        {
            _connection = connection;
            _start = _end = 0;
        }

        HasBegun = _start != _end;
        response.Clear();
        do
        {
            ReadHead(response);
        }
        while (response.Status is >= 100 and < 200);

        ReadBody(response);
    }

    private void ReadHead(HttpResponse response)
    {
        var line = ReadLine();
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8)
            || !Utf8Parser.TryParse(line[9..], out int status, out var digits) || digits != 3)
        {
            throw new RuntimeApiException($"The Runtime API sent invalid HTTP: '{Shorten(line)}'.");
        }

        response.Status = status;
        response.KeepsAlive = line[7] == '1';
        while ((line = ReadLine()).Length > 0)
        {
            var colon = line.IndexOf((byte)':');
            if (colon > 0)
            {
                response.Add(line[..colon], line[(colon + 1)..].Trim(" \t"u8));
            }
        }
    }

    private void ReadBody(HttpResponse response)
    {
        if (_body.Length > LargestKept)
        {
            _body = [];
        }

        var length = 0;
        if (response.Status is 204 or 304)
        {
            // Neither has a body: https://www.rfc-editor.org/rfc/rfc9112#section-6.3
        }
        else if (response.IsChunked)
        {
            for (int chunk; (chunk = ReadChunkSize()) > 0; length += chunk)
            {
                ReadExactly(length, chunk);
                _ = ReadLine();
            }

            while (ReadLine().Length > 0)
            {
                // A runtime doesn't need trailers.
            }
        }
        else if (response.ContentLength is { } announced)
        {
            ReadExactly(0, announced);
            length = announced;
        }
        else
        {
            response.KeepsAlive = false;
            length = ReadToEnd();
        }

        response.Body = new(_body, 0, length);
    }

    private int ReadChunkSize()
    {
        var line = ReadLine();
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim(" \t"u8);
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) && size >= 0
            ? size
            : throw new RuntimeApiException($"The Runtime API sent a chunk with the invalid size '{Shorten(line)}'.");
    }

    private void ReadExactly(int offset, int count)
    {
        Reserve(offset + count);
        while (count > 0)
        {
            var taken = Math.Min(count, _end - _start);
            if (taken > 0)
            {
                _buffer.AsSpan(_start, taken).CopyTo(_body.AsSpan(offset));
                _start += taken;
            }
            else
            {
                // The rest of a large body bypasses the buffer.
                taken = Received(_connection!.Receive(_body.AsSpan(offset, count)));
            }

            offset += taken;
            count -= taken;
        }
    }

    private int ReadToEnd()
    {
        var length = 0;
        while (true)
        {
            if (_start == _end && !TryFill())
            {
                return length;
            }

            var taken = _end - _start;
            ReadExactly(length, taken);
            length += taken;
        }
    }

    private void Reserve(int size)
    {
        if (_body.Length < size)
        {
            Array.Resize(ref _body, Math.Max(size, Math.Min(_body.Length * 2, Array.MaxLength)));
        }
    }

    // The line without its terminator. It is valid until the next read.
    private ReadOnlySpan<byte> ReadLine()
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                var line = _buffer.AsSpan(_start, searched + feed);
                _start += line.Length + 1;
                return line.EndsWith("\r"u8) ? line[..^1] : line;
            }

            searched = _end - _start;
            if (searched > LargestLine)
            {
                throw new RuntimeApiException("The Runtime API sent a header of more than 1 MB.");
            }

            if (!TryFill())
            {
                throw new EndOfStreamException("the connection was closed");
            }
        }
    }

    private bool TryFill()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_start == 0)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }
            else
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
        }

        var count = _connection!.Receive(_buffer.AsSpan(_end));
        HasBegun |= count > 0;
        _end += count;
        return count > 0;
    }

    private static int Received(int count) =>
        count > 0 ? count : throw new EndOfStreamException("the connection was closed");

    private static string Shorten(ReadOnlySpan<byte> line) => Encoding.UTF8.GetString(line[..Math.Min(line.Length, 100)]);
}
