using Amazon.Lambda.RuntimeSupport.Api;
using Amazon.Lambda.RuntimeSupport.Context;
using Amazon.Lambda.RuntimeSupport.Errors;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Processes one invocation after the other on its own thread. A handler that returns a completed task never leaves that
/// thread.
/// </summary>
internal sealed class InvocationLoop(
    RuntimeApiClient api, LambdaBootstrapHandler handler, RuntimeEnvironment environment, LogWriter log, ResponseBuffer? buffer)
{
    // Handlers of wrappers never see it, so all invocations share it; a user's own handler may keep it.
    private readonly InvocationRequest? _request = buffer is null ? null : new(buffer);

    private string _traceId = "";

    /// <summary>Runs until the client is aborted.</summary>
    /// <exception cref="RuntimeApiException">The Runtime API failed.</exception>
    public void Run()
    {
        while (api.Next() is { } invocation)
        {
            Serve(invocation);
        }
    }

    private void Serve(HttpResponse invocation)
    {
        var requestId = invocation.Headers.RequestId!;
        InvocationResponse? response;
        ReadOnlyMemory<byte> payload;
        try
        {
            var context = new LambdaContext(invocation.Headers, environment, log);
            log.Context = context;
            SetTraceId(context.TraceId);
            using var request = (_request ?? new(null)).With(invocation.Body, context);
            // The thread has nothing else to do until the handler completes.
            response = handler(request).GetAwaiter().GetResult();
            payload = BytesOf(response?.OutputStream);
        }
        catch (Exception exception)
        {
            var error = ErrorReport.Of(exception);
            log.WriteError("", error.Exception);
            api.Fail(requestId, error);
            log.Context = null;
            return;
        }

        api.Respond(requestId, payload.Span);
        if (response is { DisposeOutputStream: true })
        {
            response.OutputStream?.Dispose();
        }

        log.Context = null;
    }

    // A single variable can't be correct for several concurrent invocations.
    private void SetTraceId(string traceId)
    {
        if (environment.MaxConcurrency == 1 && traceId != _traceId)
        {
            _traceId = traceId;
            Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", traceId);
        }
    }

    private static ReadOnlyMemory<byte> BytesOf(Stream? stream)
    {
        if (stream is null)
        {
            return default;
        }

        if (stream is not MemoryStream memory || !memory.TryGetBuffer(out var bytes))
        {
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }

        return bytes.AsMemory((int)memory.Position);
    }
}
