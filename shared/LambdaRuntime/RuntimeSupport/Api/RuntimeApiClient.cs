using System.Text;
using Amazon.Lambda.RuntimeSupport.Errors;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// Sends the four requests of the Runtime API (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">
/// Lambda runtime API</see>) over one connection, which is reopened if it was dropped.
/// </summary>
internal sealed class RuntimeApiClient(Endpoint endpoint, LogWriter log) : IDisposable
{
    // A body up to this size is sent together with its headers.
    private const int SentTogether = 64 * 1024;

    private readonly HttpRequest _next = new HttpRequest()
        .Add("GET "u8).Add(endpoint.Path).Add(Root).Add("invocation/next HTTP/1.1\r\nHost: "u8).Add(endpoint.Host).Add("\r\n\r\n"u8);

    private readonly HttpRequest _post = new();
    private readonly HttpReader _reader = new();
    private readonly HttpResponse _response = new();
    private readonly Lock _aborting = new();
    private TcpConnection? _connection;
    private bool _waits;
    private bool _aborted;

    private static ReadOnlySpan<byte> Root => "/2018-06-01/runtime/"u8;

    /// <summary>Waits for the next invocation. The result is valid until the next call; null after Abort.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API can't be reached, or failed.</exception>
    public HttpResponse? Next()
    {
        lock (_aborting)
        {
            _waits = true;
        }

        var answered = TryExchange(_next.Bytes, default, out _);
        lock (_aborting)
        {
            _waits = false;
        }

        if (!answered)
        {
            return null;
        }

        return _response switch
        {
            { Status: 200, Headers.RequestId: not null } => _response,
            { Status: 200 } => throw new RuntimeApiException("The Runtime API sent an invocation without Lambda-Runtime-Aws-Request-Id."),
            _ => throw new RuntimeApiException($"The Runtime API answered {_response.Status} to next: {_response.BodyText}"),
        };
    }

    /// <summary>Sends the function's response.</summary>
    public void Respond(string requestId, ReadOnlySpan<byte> payload) => Report(requestId, "response"u8, payload);

    /// <summary>Reports that the invocation failed.</summary>
    public void Fail(string requestId, ErrorReport error) => Report(requestId, "error"u8, error.ToJson(), error);

    /// <summary>Reports that the function could not be initialized.</summary>
    public void FailInitialization(ErrorReport error) => Report(null, "error"u8, error.ToJson(), error);

    /// <summary>
    /// Makes <see cref="Next"/> return, even while it is waiting; can be called from another thread. The current invocation is
    /// still answered.
    /// </summary>
    public void Abort()
    {
        lock (_aborting)
        {
            _aborted = true;
            if (_waits)
            {
                _connection?.Abort();
            }
        }
    }

    public void Dispose() => Drop();

    // Without a request ID, it concerns the initialization.
    private void Report(string? requestId, ReadOnlySpan<byte> what, ReadOnlySpan<byte> body, ErrorReport? error = null)
    {
        _post.Clear().Add("POST "u8).Add(endpoint.Path).Add(Root);
        if (requestId is null)
        {
            _post.Add("init/"u8);
        }
        else
        {
            _post.Add("invocation/"u8).Add(requestId).Add("/"u8);
        }

        _post.Add(what).Add(" HTTP/1.1\r\nHost: "u8).Add(endpoint.Host).Add("\r\nContent-Type: application/json\r\n"u8);
        if (error is not null)
        {
            _post.Add("Lambda-Runtime-Function-Error-Type: "u8).Add(error.Type).Add("\r\n"u8).Add(error.XRayCauseHeader);
        }

        _post.Add("Content-Length: "u8).Add(body.Length).Add("\r\n\r\n"u8);
        var together = body.Length <= SentTogether;
        if (together)
        {
            _post.Add(body);
        }

        if (TryExchange(_post.Bytes, together ? default : body, out var repeated))
        {
            Judge(requestId, what, body.Length, repeated);
        }
    }

    private void Judge(string? requestId, ReadOnlySpan<byte> what, int length, bool repeated)
    {
        switch (_response.Status)
        {
            case 202:
                return;
            case 413:
                log.WriteError($"Lambda rejected the response of {length} bytes: the limit is 6 MB.");
                return;
            case 400 or 403 when repeated:
                // The first attempt had arrived, but its acknowledgment was lost.
                return;
        }

        var call = $"{(requestId is null ? "init" : $"invocation/{requestId}")}/{Encoding.UTF8.GetString(what)}";
        if (_response.Status is < 400 or >= 500)
        {
            throw new RuntimeApiException($"The Runtime API answered {_response.Status} to {call}: {_response.BodyText}");
        }

        log.WriteError($"Lambda did not accept the response to {call}: {_response.Status} {_response.BodyText}");
    }

    // Sends a request and reads its response. The connection may have been dropped while the execution environment was frozen,
    // so a broken connection is reopened once.
    private bool TryExchange(ReadOnlySpan<byte> request, ReadOnlySpan<byte> largeBody, out bool repeated)
    {
        repeated = false;
        while (!IsAborted)
        {
            try
            {
                var connection = Connect();
                Send(connection, request, largeBody);
                _reader.Read(connection, _response);
                if (!_response.KeepsAlive)
                {
                    Drop();
                }

                return true;
            }
            catch (IOException broken)
            {
                Drop();
                if (repeated && !IsAborted)
                {
                    throw new RuntimeApiException($"The Runtime API at {endpoint} broke off: {broken.Message}.");
                }

                repeated = true;
            }
        }

        return false;
    }

    private TcpConnection Connect()
    {
        if (_connection is { } open)
        {
            return open;
        }

        try
        {
            var connection = TcpConnection.Open(endpoint);
            lock (_aborting)
            {
                _connection = connection;
            }

            if (IsAborted)
            {
                connection.Abort();
            }

            return connection;
        }
        catch (IOException refused)
        {
            throw new RuntimeApiException($"The Runtime API at {endpoint} can't be reached: {refused.Message}.");
        }
    }

    private static void Send(TcpConnection connection, ReadOnlySpan<byte> request, ReadOnlySpan<byte> largeBody)
    {
        connection.Send(request);
        try
        {
            connection.Send(largeBody);
        }
        catch (IOException)
        {
            // A server that rejects a large body may respond before it has read all of it, and this response counts.
        }
    }

    // Only waiting can be aborted.
    private bool IsAborted
    {
        get
        {
            lock (_aborting)
            {
                return _aborted && _waits;
            }
        }
    }

    private void Drop()
    {
        lock (_aborting)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }
}
