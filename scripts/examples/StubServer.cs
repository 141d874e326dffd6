using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Quickchange.Examples;

/// <summary>
/// A server of HTTP/1.1 on a free port of this machine, with a thread for each connection, which waits in the system call. A web
/// framework would take 0.3 ms longer for an answer, which would be a part of what the benchmark measures.
/// </summary>
internal sealed class StubServer : IDisposable
{
    // Starting a thread would also take time from what is measured.
    private const int Started = 4;
    private const int Waiting = 128;

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly X509Certificate2? _certificate;
    private readonly Action<StubExchange> _answer;
    private int _idle = Started;

    /// <param name="certificate">The certificate with its private key, for TLS; null for plain HTTP.</param>
    /// <param name="answer">Answers a request; called by several threads.</param>
    public StubServer(X509Certificate2? certificate, Action<StubExchange> answer)
    {
        (_certificate, _answer) = (certificate, answer);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(Waiting);
        Url = $"{(certificate is null ? "http" : "https")}://{_listener.LocalEndPoint}";
        for (var i = 0; i < Started; i++)
        {
            Start();
        }
    }

    public string Url { get; }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _open.Keys)
        {
            socket.Dispose();
        }
    }

    private void Start() => new Thread(Run, 256 << 10) { IsBackground = true, Name = "stand-in for AWS" }.Start();

    private void Run()
    {
        while (TryAccept(out var socket))
        {
            if (Interlocked.Decrement(ref _idle) == 0)
            {
                Interlocked.Increment(ref _idle);
                Start();
            }

            _open[socket] = true;
            Serve(socket);
            _open.TryRemove(socket, out _);
            Interlocked.Increment(ref _idle);
        }
    }

    private bool TryAccept(out Socket socket)
    {
        try
        {
            socket = _listener.Accept();
            socket.NoDelay = true;
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            socket = null!;
            return false;
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            using var stream = Open(socket);
            var exchange = new StubExchange(stream);
            while (exchange.TryRead())
            {
                Answer(exchange);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or AuthenticationException)
        {
            // The client has closed the connection, or rejects the certificate; or the server was disposed.
        }
    }

    // A mistake in a call, or in a test, is shown by the client.
    private void Answer(StubExchange exchange)
    {
        try
        {
            _answer(exchange);
        }
        catch (Exception mistake) when (mistake is not (IOException or ObjectDisposedException))
        {
            exchange.Respond("500 Internal Server Error", "Content-Type: text/plain\r\n", mistake.ToString());
        }
    }

    private Stream Open(Socket socket)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (_certificate is null)
        {
            return plain;
        }

        var encrypted = new SslStream(plain);
        encrypted.AuthenticateAsServer(_certificate);
        return encrypted;
    }
}
