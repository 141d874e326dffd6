using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Quickchange.Benchmark.RuntimeApi;

/// <summary>
/// Lambda's <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see> for one process, on a
/// free port of this machine. It has no thread of its own: the measuring code reads the sockets, and is therefore the first to know.
/// </summary>
internal sealed class RuntimeApiServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<RuntimeConnection> _connections = [];

    public RuntimeApiServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
    }

    /// <summary>The value of AWS_LAMBDA_RUNTIME_API.</summary>
    public string Address => _listener.LocalEndPoint!.ToString()!;

    /// <summary>The next request.</summary>
    /// <param name="wait">How long to wait.</param>
    /// <returns>Null if no request was complete by then.</returns>
    public RuntimeRequest? Poll(TimeSpan wait)
    {
        var readable = new List<Socket>(_connections.Count + 1) { _listener };
        readable.AddRange(_connections.Select(static each => each.Socket));
        Socket.Select(readable, null, null, wait);
        RuntimeRequest? request = null;
        foreach (var socket in readable)
        {
            if (socket == _listener)
            {
                var accepted = _listener.Accept();
                accepted.NoDelay = true;
                _connections.Add(new(accepted));
            }
            else if (request is null)
            {
                request = RequestOf(_connections.Single(each => each.Socket == socket));
            }
        }

        return request;
    }

    /// <summary>Responds to <c>next</c> with an event.</summary>
    /// <param name="request">The request.</param>
    /// <param name="event">The event: JSON.</param>
    /// <param name="id">The request ID of the invocation.</param>
    /// <param name="timeout">The function's timeout.</param>
    public static void SendEvent(RuntimeRequest request, ReadOnlySpan<byte> @event, string id, TimeSpan timeout)
    {
        var now = DateTimeOffset.UtcNow;
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            HTTP/1.1 200 OK
            Content-Type: application/json
            Lambda-Runtime-Aws-Request-Id: {id}
            Lambda-Runtime-Deadline-Ms: {(now + timeout).ToUnixTimeMilliseconds()}
            Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:benchmark
            Lambda-Runtime-Trace-Id: Root=1-69a7be3f-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0
            Date: {now:R}
            Content-Length: {@event.Length}


            """).ReplaceLineEndings("\r\n");
        Span<byte> answer = new byte[head.Length + @event.Length];
        Encoding.ASCII.GetBytes(head, answer);
        @event.CopyTo(answer[head.Length..]);
        request.Connection.Send(answer);
    }

    /// <summary>Acknowledges a bootstrap's response or error.</summary>
    public static void Accept(RuntimeRequest request) => request.Connection.Send(
        "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"u8);

    public void Dispose()
    {
        _listener.Dispose();
        _connections.ForEach(static each => each.Dispose());
    }

    private RuntimeRequest? RequestOf(RuntimeConnection connection)
    {
        if (connection.Receive())
        {
            return connection.Take();
        }

        connection.Dispose();
        _connections.Remove(connection);
        return null;
    }
}
