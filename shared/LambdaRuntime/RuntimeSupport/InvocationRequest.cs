using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An invocation: its event and its context.</summary>
public class InvocationRequest : IDisposable
{
    internal InvocationRequest(Stream inputStream, ILambdaContext context, ResponseBuffer? buffer = null)
    {
        InputStream = inputStream;
        LambdaContext = context;
        ResponseBuffer = buffer;
    }

    /// <summary>The event's bytes, valid until the response has been sent.</summary>
    public Stream InputStream { get; internal set; }

    public ILambdaContext LambdaContext { get; internal set; }

    /// <summary>The reusable buffer for the response; null if a user's own handler may keep its contents.</summary>
    internal ResponseBuffer? ResponseBuffer { get; }

    public void Dispose()
    {
        InputStream.Dispose();
        GC.SuppressFinalize(this);
    }
}
