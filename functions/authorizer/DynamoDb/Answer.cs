using System.Buffers.Text;
using System.Text;

namespace Quickchange.Authorizer.DynamoDb;

/// <summary>An HTTP/1.1 response, read from a connection (<see href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</see>).</summary>
internal ref struct Answer
{
    // DynamoDB returns at most 400 KB for an item; a key's item has a few hundred bytes.
    private const int LargestSize = 1024 * 1024;

    private readonly Func<Span<byte>, int> _receive;
    private byte[] _bytes;
    private int _end;
    private int _position;

    private Answer(Func<Span<byte>, int> receive)
    {
        _receive = receive;
        _bytes = new byte[4096];
    }

    public int Status { get; private set; }

    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Whether the server keeps the connection.</summary>
    public bool KeepsAlive { get; private set; } = true;

    /// <param name="receive">Receives bytes; returns 0 at the end.</param>
    /// <exception cref="IOException">The response is incomplete or malformed.</exception>
    public static Answer Read(Func<Span<byte>, int> receive)
    {
        var answer = new Answer(receive);
        answer.ReadHead(out var length, out var isChunked);
        answer.Body = isChunked ? answer.ReadChunks() : answer.Take(length ?? throw new IOException("A response has neither a length nor chunks."));
        return answer;
    }

    private void ReadHead(out int? length, out bool isChunked)
    {
        var first = ReadLine();
        if (first.Length < 12 || !first.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(first[9..12], out int status, out _))
        {
            throw new IOException($"A response begins with '{Encoding.UTF8.GetString(first[..Math.Min(first.Length, 100)])}'.");
        }

        (Status, length, isChunked) = (status, null, false);
        for (var line = ReadLine(); line.Length > 0; line = ReadLine())
        {
            var colon = line.IndexOf((byte)':');
            if (colon < 0)
            {
                throw new IOException("A response has a header without a colon.");
            }

            var name = line[..colon];
            var value = line[(colon + 1)..].Trim(" \t"u8);
            if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            {
                length = Number(value, 'D');
            }
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            {
                isChunked = true;
            }
            else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            {
                KeepsAlive = !Ascii.EqualsIgnoreCase(value, "close"u8);
            }
        }
    }

    private byte[] ReadChunks()
    {
        byte[] body = [];
        while (true)
        {
            var size = ReadLine();
            var extension = size.IndexOf((byte)';');
            var chunk = Take(Number((extension < 0 ? size : size[..extension]).Trim(" \t"u8), 'x'));
            body = [.. body, .. chunk];
            var rest = ReadLine();
            if (chunk.Length == 0)
            {
                // Trailers, up to an empty line.
                while (rest.Length > 0)
                {
                    rest = ReadLine();
                }

                return body;
            }
        }
    }

    private static int Number(ReadOnlySpan<byte> digits, char format) =>
        Utf8Parser.TryParse(digits, out int number, out var used, format) && used == digits.Length && number is >= 0 and <= LargestSize
            ? number
            : throw new IOException("A response has an invalid length.");

    // The line without its end; valid until the next read.
    private ReadOnlySpan<byte> ReadLine()
    {
        int feed;
        while ((feed = _bytes.AsSpan(_position, _end - _position).IndexOf((byte)'\n')) < 0)
        {
            Fill();
        }

        var line = _bytes.AsSpan(_position, feed);
        _position += feed + 1;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        while (_end - _position < count)
        {
            Fill();
        }

        _position += count;
        return _bytes.AsSpan(_position - count, count);
    }

    private void Fill()
    {
        if (_end == _bytes.Length)
        {
            if (_end >= 2 * LargestSize)
            {
                throw new IOException("A response is too large.");
            }

            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var count = _receive(_bytes.AsSpan(_end));
        _end += count > 0 ? count : throw new IOException("The connection was closed.");
    }
}
