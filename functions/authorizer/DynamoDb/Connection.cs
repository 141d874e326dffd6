namespace Quickchange.Authorizer.DynamoDb;

/// <summary>
/// A connection that one thread uses, with blocking calls. .NET's HttpClient, Socket and SslStream would each take longer than the
/// rest of a start (docs/decisions/0014-an-authorizer-that-starts-fast.md).
/// </summary>
internal sealed class Connection : IDisposable
{
    // A call that takes longer is tried again, well before API Gateway's limit of 10 s for an authorizer.
    private const int TimeoutMs = 1500;

    private OpenSsl? _openSsl;
    private TcpSocket? _socket;
    private nint _session;

    public bool IsOpen => _socket is not null;

    /// <exception cref="IOException">The server can't be reached, or is not the one with this name.</exception>
    public void Open(DynamoDbEndpoint endpoint)
    {
        var socket = TcpSocket.Open(endpoint.Host, endpoint.Port, TimeoutMs);
        try
        {
            if (endpoint.IsEncrypted)
            {
                _openSsl ??= new();
                _session = _openSsl.Connect(socket.Handle, endpoint.Host, endpoint.IsAddress);
            }

            _socket = socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <exception cref="IOException">The connection broke.</exception>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_session != 0)
        {
            _openSsl!.Write(_session, bytes);
        }
        else
        {
            _socket!.Send(bytes);
        }
    }

    /// <summary>Waits for bytes; 0 at the end of the stream.</summary>
    /// <exception cref="IOException">The connection broke, or no byte came in time.</exception>
    public int Receive(Span<byte> buffer) => _session != 0 ? _openSsl!.Read(_session, buffer) : _socket!.Receive(buffer);

    public void Dispose()
    {
        if (_session != 0)
        {
            _openSsl!.Free(_session);
            _session = 0;
        }

        _socket?.Dispose();
        _socket = null;
    }
}
