namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The response of a handler: a stream, which is sent from its position to its end.</summary>
public class InvocationResponse
{
    /// <exception cref="ArgumentNullException"><paramref name="outputStream"/> is null.</exception>
    public InvocationResponse(Stream outputStream)
        : this(outputStream, true)
    {
    }

    /// <exception cref="ArgumentNullException"><paramref name="outputStream"/> is null.</exception>
    public InvocationResponse(Stream outputStream, bool disposeOutputStream)
    {
        ArgumentNullException.ThrowIfNull(outputStream);
        OutputStream = outputStream;
        DisposeOutputStream = disposeOutputStream;
    }

    public Stream OutputStream { get; set; }

    public bool DisposeOutputStream { get; private set; }
}
