using System.Globalization;
using System.Runtime.InteropServices;

namespace Quickchange.Authorizer.DynamoDb;

/// <summary>A blocking TCP connection on the C library's sockets, like that of the runtime (shared/LambdaRuntime).</summary>
internal sealed unsafe class TcpSocket : IDisposable
{
    private TcpSocket(int handle) => Handle = handle;

    public int Handle { get; private set; }

    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="timeoutMs">How long connecting, sending and receiving each wait.</param>
    /// <exception cref="IOException">The name can't be resolved, or no server listens there.</exception>
    public static TcpSocket Open(string host, int port, int timeoutMs)
    {
        var hints = new LibC.AddressInfo { SocketType = LibC.Stream };
        LibC.AddressInfo* found;
        if (LibC.Resolve(host, port.ToString(CultureInfo.InvariantCulture), &hints, &found) is not 0 and var failed)
        {
            throw new IOException($"the name {host} can't be resolved (getaddrinfo answers {failed})");
        }

        try
        {
            var problem = "it has no address";
            for (var address = found; address != null; address = address->Next)
            {
                var handle = LibC.Socket(address->Family, LibC.Stream | LibC.CloseOnExec, address->Protocol);
                if (handle >= 0)
                {
                    // On Linux, the limit for sending also applies to connecting.
                    SetOptions(handle, timeoutMs);
                    if (LibC.Connect(handle, address->Address, address->AddressLength) == 0)
                    {
                        return new(handle);
                    }
                }

                problem = LibC.LastError;
                if (handle >= 0)
                {
                    _ = LibC.Close(handle);
                }
            }

            throw new IOException($"{host}:{port} can't be reached: {problem}");
        }
        finally
        {
            LibC.Free(found);
        }
    }

    /// <exception cref="IOException">The connection broke.</exception>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint sent = 0; sent < bytes.Length;)
            {
                var count = LibC.Send(Handle, start + sent, (nuint)(bytes.Length - sent), LibC.NoSignal);
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
    /// <exception cref="IOException">The connection broke, or no byte came in time.</exception>
    public int Receive(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                var count = LibC.Receive(Handle, start, (nuint)buffer.Length, 0);
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

    public void Dispose()
    {
        if (Handle >= 0)
        {
            _ = LibC.Close(Handle);
            Handle = -1;
        }
    }

    private static void SetOptions(int handle, int timeoutMs)
    {
        var on = 1;
        _ = LibC.SetOption(handle, LibC.Tcp, LibC.NoDelay, &on, sizeof(int));
        var limit = new LibC.Time { Seconds = timeoutMs / 1000, Microseconds = timeoutMs % 1000 * 1000 };
        _ = LibC.SetOption(handle, LibC.SocketLevel, LibC.ReceiveTimeout, &limit, (uint)sizeof(LibC.Time));
        _ = LibC.SetOption(handle, LibC.SocketLevel, LibC.SendTimeout, &limit, (uint)sizeof(LibC.Time));
    }
}
