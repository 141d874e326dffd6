using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Converts a function's method into a <see cref="LambdaBootstrapHandler"/>.</summary>
public partial class HandlerWrapper : IDisposable
{
    private HandlerWrapper(LambdaBootstrapHandler handler) => Handler = handler;

    public LambdaBootstrapHandler Handler { get; private set; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases nothing; overridable as in upstream.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private static HandlerWrapper Sync(Func<InvocationRequest, InvocationResponse> handler) => new(request =>
    {
        var response = handler(request);
        return request.ResponseBuffer?.TaskOf(response) ?? Task.FromResult(response);
    });

    private static HandlerWrapper Async(LambdaBootstrapHandler handler) => new(handler);

    private static T Read<T>(InvocationRequest request, ILambdaSerializer serializer)
    {
        if (request.LambdaContext is Context.LambdaContext context)
        {
            context.Serializer = serializer;
        }

        return serializer is AbstractLambdaJsonSerializer { IsPlain: true } json
            ? json.Deserialize<T>(request.Input)
            : serializer.Deserialize<T>(request.InputStream);
    }

    private static InvocationResponse Written<T>(T output, InvocationRequest request, ILambdaSerializer serializer)
    {
        if (request.ResponseBuffer is { } buffer && serializer is AbstractLambdaJsonSerializer { IsPlain: true } json)
        {
            return buffer.Write(output, json);
        }

        var stream = new MemoryStream(512);
        serializer.Serialize(output, stream);
        stream.Position = 0;
        return new(stream);
    }

    // A handler that returns no stream has an empty response.
    private static InvocationResponse Streamed(Stream? output) => new(output ?? Stream.Null);

    private static InvocationResponse Empty() => new(Stream.Null, false);
}
