using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Quickchange.Authorizer.Tests;

/// <summary>A server that answers each request with the next of some replies; an empty one closes the connection.</summary>
internal sealed class StubDynamoDb : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Queue<string> _replies;
    private readonly Thread _thread;

    public StubDynamoDb(params string[] replies)
    {
        _replies = new(replies);
        _listener.Start();
        _thread = new(Serve);
        _thread.Start();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    public List<string> Requests { get; } = [];

    public int Connections { get; private set; }

    public static string Reply(int status, string body, string headers = "") => $"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                using var client = _listener.AcceptTcpClient();
                Connections++;
                while (Read(client.GetStream()) is { } request && _replies.TryDequeue(out var reply) && Noted(request) && reply.Length > 0)
                {
                    client.GetStream().Write(Encoding.UTF8.GetBytes(reply));
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private bool Noted(string request)
    {
        Requests.Add(request);
        return true;
    }

    // A request with a body of the announced length; null if the client has closed.
    private static string? Read(NetworkStream stream)
    {
        var (buffer, length) = (new byte[8192], 0);
        while (true)
        {
            var text = Encoding.UTF8.GetString(buffer, 0, length);
            if (text.Split("\r\n\r\n") is [var head, var body] && body.Length == int.Parse(head.Split("content-length:")[1].Split("\r\n")[0], null))
            {
                return text;
            }

            var count = stream.Read(buffer, length, buffer.Length - length);
            if (count == 0)
            {
                return null;
            }

            length += count;
        }
    }
}
