using System.Runtime.InteropServices;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// A blocking TCP connection on the C library's sockets: System.Net.Sockets would start its own thread and load its
/// asynchronous engine before the first byte is sent.
/// </summary>
internal sealed unsafe class TcpConnection : IDisposable
{
    private readonly Lock _closing = new();
    private int _socket;

    private TcpConnection(int socket) => _socket = socket;

    /// <exception cref="IOException">No server listens at the address.</exception>
    public static TcpConnection Open(Endpoint endpoint)
    {
        var socket = LibC.Socket(LibC.InternetV4, LibC.Stream | LibC.CloseOnExec, 0);
        if (socket < 0)
        {
            throw new IOException(LibC.LastError);
        }

        var connection = new TcpConnection(socket);
        var noDelay = 1;
        _ = LibC.SetSocketOption(socket, LibC.Tcp, LibC.NoDelay, &noDelay, sizeof(int));
        var address = new LibC.SocketAddress { Family = LibC.InternetV4, Port = endpoint.Port, Address = endpoint.Address };
        if (LibC.Connect(socket, &address, (uint)sizeof(LibC.SocketAddress)) != 0)
        {
            var reason = LibC.LastError;
            connection.Dispose();
            throw new IOException(reason);
        }

        return connection;
    }

    /// <exception cref="IOException">The other side has closed.</exception>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint sent = 0; sent < bytes.Length;)
            {
                var count = LibC.Send(_socket, start + sent, (nuint)(bytes.Length - sent), LibC.NoSignal);
                if (count >= 0)
                {
                    sent += count;
                }
                else if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
                {
                    throw new IOException(LibC.LastError);
                }
            }
        }
    }

    /// <summary>Waits for bytes; 0 at the end of the stream.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public int Receive(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = LibC.Receive(_socket, start, (nuint)buffer.Length, 0);
                if (count >= 0)
                {
                    return (int)count;
                }

                if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
                {
                    throw new IOException(LibC.LastError);
                }
            }
        }
    }

    /// <summary>Wakes a thread that waits in <see cref="Receive"/>, which then returns the end of the stream.</summary>
    public void Abort()
    {
        lock (_closing)
        {
            if (_socket >= 0)
            {
                _ = LibC.Shutdown(_socket, LibC.ShutBoth);
            }
        }
    }

    public void Dispose()
    {
        lock (_closing)
        {
            if (_socket >= 0)
            {
                _ = LibC.Close(_socket);
                _socket = -1;
            }
        }
    }
}
