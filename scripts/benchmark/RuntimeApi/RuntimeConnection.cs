using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Quickchange.Benchmark.RuntimeApi;

/// <summary>A connection of a bootstrap, with the parts of HTTP/1.1 (RFC 9112) that clients of the Runtime API use.</summary>
internal sealed class RuntimeConnection(Socket socket) : IDisposable
{
    private const int LargestRequest = 8 * 1024 * 1024;

    private byte[] _bytes = new byte[16 * 1024];
    private int _length;
    private bool _continued;

    public Socket Socket => socket;

    /// <summary>Reads the available data.</summary>
    /// <returns>False if the bootstrap has closed the connection.</returns>
    public bool Receive()
    {
        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        try
        {
            var received = socket.Receive(_bytes, _length, _bytes.Length - _length, SocketFlags.None);
            _length += received;
            return received > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Extracts a request from the received data.</summary>
    /// <returns>Null if it is incomplete.</returns>
    /// <exception cref="BenchmarkException">The data is not a request.</exception>
    public RuntimeRequest? Take()
    {
        var arrived = Stopwatch.GetTimestamp();
        var read = _bytes.AsSpan(0, _length);
        var blank = read.IndexOf("\r\n\r\n"u8);
        if (blank < 0)
        {
            return _length < LargestRequest ? null : throw new BenchmarkException("The bootstrap did not send a valid HTTP/1.1 request.");
        }

        var lines = Encoding.Latin1.GetString(read[..blank]).Split("\r\n");
        var start = blank + 4;
        var (body, length) = BodyOf(lines, read[start..]);
        if (body is null)
        {
            Continue(lines);
            return null;
        }

        // As in "GET /path HTTP/1.1".
        var request = new RuntimeRequest(arrived, lines[0][..lines[0].LastIndexOf(' ')], body, this);
        read[(start + length)..].CopyTo(_bytes);
        _length -= start + length;
        _continued = false;
        return request;
    }

    public void Send(ReadOnlySpan<byte> answer)
    {
        try
        {
            while (answer.Length > 0)
            {
                answer = answer[socket.Send(answer)..];
            }
        }
        catch (SocketException)
        {
            // The code that waits for the next request will detect that the bootstrap has ended.
        }
    }

    public void Dispose() => socket.Dispose();

    // With the number of bytes that were read; null if it is incomplete.
    private static (byte[]? Body, int Length) BodyOf(string[] lines, ReadOnlySpan<byte> read)
    {
        if (HeaderOf(lines, "transfer-encoding") is { } encoding && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            return ChunksOf(read);
        }

        var length = int.Parse(HeaderOf(lines, "content-length") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);
        return length > LargestRequest ? throw new BenchmarkException("The bootstrap sent more than Lambda accepts.")
            : read.Length < length ? (null, 0)
            : (read[..length].ToArray(), length);
    }

    private static (byte[]? Body, int Length) ChunksOf(ReadOnlySpan<byte> read)
    {
        using var body = new MemoryStream();
        for (var at = 0; ;)
        {
            var line = read[at..].IndexOf("\r\n"u8);
            if (line < 0)
            {
                return (null, 0);
            }

            var words = Encoding.Latin1.GetString(read.Slice(at, line)).Split(';');
            var size = int.Parse(words[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at += line + 2;
            // The last chunk is followed by trailers, one per line, and an empty line.
            var end = size > 0 ? at + size + 2 : EndOfTrailers(read, at);
            if (end < 0 || end > read.Length)
            {
                return (null, 0);
            }

            if (size == 0)
            {
                return (body.ToArray(), end);
            }

            body.Write(read.Slice(at, size));
            at = end;
        }
    }

    private static int EndOfTrailers(ReadOnlySpan<byte> read, int at)
    {
        while (read[at..].IndexOf("\r\n"u8) is >= 0 and var line)
        {
            at += line + 2;
            if (line == 0)
            {
                return at;
            }
        }

        return -1;
    }

    // A client that waits before it sends a body is told to continue.
    private void Continue(string[] lines)
    {
        if (!_continued && HeaderOf(lines, "expect") is not null)
        {
            _continued = true;
            Send("HTTP/1.1 100 Continue\r\n\r\n"u8);
        }
    }

    private static string? HeaderOf(string[] lines, string name) =>
        lines.Skip(1).Select(static line => line.Split(':', 2))
            .FirstOrDefault(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1].Trim();
}
