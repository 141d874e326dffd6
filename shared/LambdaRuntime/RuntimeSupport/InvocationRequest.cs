using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One invocation: its event and its context.</summary>
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

    /// <summary>Where the response may be written; null where a handler of a user's own may keep what it gets.</summary>
    internal ResponseBuffer? ResponseBuffer { get; }

    public void Dispose()
    {
        InputStream.Dispose();
        GC.SuppressFinalize(this);
    }
}
