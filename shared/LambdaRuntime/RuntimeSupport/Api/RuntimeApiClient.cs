using System.Globalization;
using System.Text;
using Amazon.Lambda.RuntimeSupport.Errors;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// The four calls of the Runtime API (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">
/// Lambda runtime API</see>) over one connection, which is opened again when it was dropped.
/// </summary>
internal sealed class RuntimeApiClient(Endpoint endpoint, LogWriter log) : IDisposable
{
    private const string Root = "/2018-06-01/runtime/";

    // A body up to this size travels with its head in one packet's worth of calls.
    private const int SentTogether = 64 * 1024;

    private readonly string _next = $"GET {Root}invocation/next HTTP/1.1\r\nHost: {endpoint.Text}\r\n\r\n";
    private readonly HttpReader _reader = new();
    private readonly HttpResponse _response = new();
    private byte[] _sending = new byte[1024];
    private readonly Lock _aborting = new();
    private TcpConnection? _connection;
    private bool _waits;
    private bool _aborted;

    /// <summary>Waits for the next invocation. What it returns is valid until the next call; null after Abort.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API can't be reached, or failed.</exception>
    public HttpResponse? Next()
    {
        lock (_aborting)
        {
            _waits = true;
        }

        var answered = TryExchange(_next, default, out _);
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

    /// <summary>Hands in the function's response.</summary>
    public void Respond(string requestId, ReadOnlySpan<byte> payload) =>
        Report($"invocation/{requestId}/response", payload, "");

    /// <summary>Reports that the invocation failed.</summary>
    public void Fail(string requestId, ErrorReport error) => Report($"invocation/{requestId}/error", error);

    /// <summary>Reports that the function could not be initialised.</summary>
    public void FailInitialization(ErrorReport error) => Report("init/error", error);

    /// <summary>
    /// Makes <see cref="Next"/> return, from another thread, even while it waits. An invocation that is being served is
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

    private void Report(string path, ErrorReport error) =>
        Report(path, error.ToJson(), $"Lambda-Runtime-Function-Error-Type: {error.Type}\r\n{error.XRayCauseHeader}");

    private void Report(string path, ReadOnlySpan<byte> body, string headers)
    {
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        var head = $"POST {Root}{path} HTTP/1.1\r\nHost: {endpoint.Text}\r\nContent-Type: application/json\r\n"
            + $"{headers}Content-Length: {length}\r\n\r\n";
        if (!TryExchange(head, body, out var repeated))
        {
            return;
        }

        switch (_response.Status)
        {
            case 202:
                return;
            case 413:
                log.WriteError($"Lambda refused the response of {length} bytes: 6 MB is the most that a function may answer.");
                return;
            case 400 or 403 when repeated:
                // The first attempt had arrived, and only its acknowledgement got lost.
                return;
            case >= 400 and < 500:
                log.WriteError($"Lambda did not take the answer to {path}: {_response.Status} {_response.BodyText}");
                return;
            default:
                throw new RuntimeApiException($"The Runtime API answered {_response.Status} to {path}: {_response.BodyText}");
        }
    }

    // Sends a request and reads its response. A connection may have been dropped since the last one, while the
    // execution environment was frozen, so a broken one is opened again, once.
    private bool TryExchange(string head, ReadOnlySpan<byte> body, out bool repeated)
    {
        repeated = false;
        while (!IsAborted)
        {
            try
            {
                var connection = Connect();
                Send(connection, head, body);
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
                    throw new RuntimeApiException($"The Runtime API at {endpoint.Text} broke off: {broken.Message}.");
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
            throw new RuntimeApiException($"The Runtime API at {endpoint.Text} can't be reached: {refused.Message}.");
        }
    }

    private void Send(TcpConnection connection, string head, ReadOnlySpan<byte> body)
    {
        var together = body.Length <= SentTogether;
        var needed = Encoding.UTF8.GetMaxByteCount(head.Length) + (together ? body.Length : 0);
        if (_sending.Length < needed)
        {
            _sending = new byte[needed];
        }

        var length = Encoding.UTF8.GetBytes(head, _sending);
        if (together)
        {
            body.CopyTo(_sending.AsSpan(length));
            connection.Send(_sending.AsSpan(0, length + body.Length));
            return;
        }

        connection.Send(_sending.AsSpan(0, length));
        try
        {
            connection.Send(body);
        }
        catch (IOException)
        {
            // A server that refuses a large body may answer before it has read it all: its answer decides.
        }
    }

    // Only a wait can be aborted.
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
