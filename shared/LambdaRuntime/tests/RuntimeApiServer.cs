using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.Tests;

/// <summary>
/// A Runtime API that sends exactly the bytes that a test specifies. Each request for the next invocation receives the next
/// response; after the last one, the request waits, and the test continues.
/// </summary>
internal sealed class RuntimeApiServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Answer> _next = new();
    private readonly ConcurrentQueue<Answer> _posts = new();
    private readonly ConcurrentBag<Socket> _sockets = [];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Request> _received = new();
    private int _connections;
    private int _waiting;

    public RuntimeApiServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Endpoint => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many loops must be waiting for an invocation before the server counts as drained.</summary>
    public int Loops { get; set; } = 1;

    /// <summary>Completes when every response has been used and the runtime is waiting for another invocation.</summary>
    public Task Drained => _drained.Task;

    /// <summary>The posted responses and errors, in order.</summary>
    public IReadOnlyList<Request> Posts => [.. _received];

    /// <summary>The last request for the next invocation.</summary>
    public Request? LastNext { get; private set; }

    public int Connections => _connections;

    public RuntimeApiServer Next(Answer answer)
    {
        _next.Enqueue(answer);
        return this;
    }

    public RuntimeApiServer Next(string body = "{}", string headers = "", string id = "id-1") =>
        Next(new(Invocation(body, headers, id)));

    /// <summary>The response to the next post, instead of 202.</summary>
    public RuntimeApiServer Post(Answer answer)
    {
        _posts.Enqueue(answer);
        return this;
    }

    public static string Invocation(string body, string headers = "", string id = "id-1") =>
        $"HTTP/1.1 200 OK\r\n{Required(id)}{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>The headers that every invocation has.</summary>
    public static string Required(string id = "id-1") =>
        $"Lambda-Runtime-Aws-Request-Id: {id}\r\nLambda-Runtime-Deadline-Ms: {Deadline}\r\n"
        + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:f:live\r\n";

    public static string Status(int status, string body = "{}") =>
        $"HTTP/1.1 {status} Said\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private static string Deadline =>
        DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync();
                socket.NoDelay = true;
                _sockets.Add(socket);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await Request.ReadAsync(stream) is { } request)
            {
                if (!await AnswerAsync(stream, request))
                {
                    return;
                }
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException or ObjectDisposedException)
        {
            // The runtime has ended.
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, Request request)
    {
        if (request.Method == "GET")
        {
            LastNext = request;
            if (!_next.TryDequeue(out var next))
            {
                if (Interlocked.Increment(ref _waiting) == Loops)
                {
                    _drained.TrySetResult();
                }

                // Until the runtime hangs up.
                await stream.ReadExactlyAsync(new byte[1]);
                return false;
            }

            return await next.WriteAsync(stream);
        }

        _received.Enqueue(request);
        var answer = _posts.TryDequeue(out var post) ? post : new(Status(202, """{"status":"OK"}"""));
        return await answer.WriteAsync(stream);
    }
}
