using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An invocation: its event and its context.</summary>
public class InvocationRequest : IDisposable
{
    private Stream? _inputStream;

    internal InvocationRequest(ResponseBuffer? buffer) => ResponseBuffer = buffer;

    /// <summary>The event's bytes, valid until the response has been sent.</summary>
    public Stream InputStream
    {
        // Few handlers need a stream.
        get => _inputStream ??= new MemoryStream(Input.Array!, Input.Offset, Input.Count, writable: false, publiclyVisible: true);
        internal set => _inputStream = value;
    }

    public ILambdaContext LambdaContext { get; internal set; } = null!;

    /// <summary>The event's bytes, for the runtime's own serializer.</summary>
    internal ArraySegment<byte> Input { get; private set; }

    /// <summary>The reusable buffer for the response; null if a user's own handler may keep its contents.</summary>
    internal ResponseBuffer? ResponseBuffer { get; }

    public void Dispose()
    {
        _inputStream?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Begins an invocation.</summary>
    internal InvocationRequest With(ArraySegment<byte> input, ILambdaContext context)
    {
        (Input, LambdaContext, _inputStream) = (input, context, null);
        return this;
    }
}
