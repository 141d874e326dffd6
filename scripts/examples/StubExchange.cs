using System.Globalization;
using System.Text;

namespace Quickchange.Examples;

/// <summary>
/// The requests on a connection, one after the other, and their responses, with the parts of HTTP/1.1
/// (<see href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112</see>) that clients of AWS use.
/// </summary>
internal sealed class StubExchange(Stream stream)
{
    // A part of a file or a batch of messages, with its headers.
    private const int LargestRequest = 64 << 20;

    private byte[] _bytes = new byte[16 << 10];
    private int _received;
    private int _taken;
    private string[] _head = [];

    public string Method { get; private set; } = "";

    /// <summary>The decoded path, without the query.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The body; valid until the next request is read.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Waits for a request.</summary>
    /// <returns>False if the client has closed the connection.</returns>
    /// <exception cref="IOException">The connection broke, or a request is malformed or too large.</exception>
    public bool TryRead()
    {
        // The client may have sent the beginning of this request together with the previous one.
        _bytes.AsSpan(_taken.._received).CopyTo(_bytes);
        (_received, _taken) = (_received - _taken, 0);
        int end;
        while ((end = _bytes.AsSpan(0, _received).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!TryReceive())
            {
                return false;
            }
        }

        _head = Encoding.Latin1.GetString(_bytes, 0, end).Split("\r\n");
        // As in "GET /uploads/inbox/orders.csv?x-id=GetObject HTTP/1.1".
        if (_head[0].Split(' ') is not [var method, var target, "HTTP/1.1"] || HeaderOf("transfer-encoding") is not null
            || !int.TryParse(HeaderOf("content-length") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new IOException($"This is not a request of a client of AWS: {string.Join(", ", _head)}");
        }

        (Method, Path) = (method, Uri.UnescapeDataString(target.Split('?')[0]));
        ReadBody(end + 4, length);
        return true;
    }

    /// <returns>Null if there is no such header.</returns>
    public string? HeaderOf(string name)
    {
        foreach (var line in _head)
        {
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    /// <summary>Sends a response.</summary>
    /// <param name="status">The status and its reason phrase.</param>
    /// <param name="headers">Its headers, each with its line break.</param>
    /// <param name="body">The body; empty for none.</param>
    public void Respond(string status, string headers = "", string body = "") => Send(
        status, $"{headers}{(status.StartsWith("204", StringComparison.Ordinal) ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n")}", body);

    /// <summary>Sends the head of a response whose length isn't known yet.</summary>
    /// <param name="status">The status and its reason phrase.</param>
    /// <param name="headers">Its headers, each with its line break.</param>
    /// <returns>Where to write the body. Disposing it ends the response.</returns>
    public Stream Begin(string status, string headers)
    {
        Send(status, $"{headers}Transfer-Encoding: chunked\r\n", "");
        return new ChunkedBody(stream);
    }

    // In one packet.
    private void Send(string status, string headers, string body) => stream.Write(
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status}\r\nDate: {DateTimeOffset.UtcNow:R}\r\n{headers}\r\n{body}"));

    private void ReadBody(int start, int length)
    {
        if (length > LargestRequest)
        {
            throw new IOException($"A request has {length} bytes.");
        }

        // A client that waits before it sends a body is told to continue.
        if (_received < start + length && HeaderOf("expect") is not null)
        {
            stream.Write("HTTP/1.1 100 Continue\r\n\r\n"u8);
        }

        _taken = start + length;
        while (_received < _taken)
        {
            if (!TryReceive())
            {
                throw new IOException("The connection was closed during a request.");
            }
        }

        Body = _bytes.AsMemory(start, length);
    }

    private bool TryReceive()
    {
        if (_received == _bytes.Length)
        {
            if (_received > LargestRequest)
            {
                throw new IOException("A request is too large.");
            }

            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var count = stream.Read(_bytes.AsSpan(_received));
        _received += count;
        return count > 0;
    }

    /// <summary>A body in chunks (<see href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, 7.1</see>).</summary>
    private sealed class ChunkedBody(Stream stream) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            // An empty chunk would end the body.
            if (!buffer.IsEmpty)
            {
                stream.Write([.. Encoding.ASCII.GetBytes($"{buffer.Length:x}\r\n"), .. buffer, .. "\r\n"u8]);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            stream.Write("0\r\n\r\n"u8);
            base.Dispose(disposing);
        }
    }
}
