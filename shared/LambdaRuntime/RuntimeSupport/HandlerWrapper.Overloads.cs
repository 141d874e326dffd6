using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <content>
/// One overload for each handler signature: without input, or with the event as a stream or a type; with or without the
/// context; synchronous or asynchronous; without output, or with a stream or a type.
/// </content>
public partial class HandlerWrapper
{
    /// <summary>Wraps a handler that writes its output itself.</summary>
    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext, MemoryStream> invokeDelegate) =>
        Sync(request =>
        {
            var output = new MemoryStream();
            invokeDelegate(request.InputStream, request.LambdaContext, output);
            output.Position = 0;
            return new(output);
        });

    public static HandlerWrapper GetHandlerWrapper(Func<Task> handler) =>
        Async(async request => { await handler(); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task> handler) =>
        Async(async request => { await handler(request.InputStream); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        Async(async request => { await handler(Read<TInput>(request, serializer)); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task> handler) =>
        Async(async request => { await handler(request.LambdaContext); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task> handler) =>
        Async(async request => { await handler(request.InputStream, request.LambdaContext); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        Async(async request => { await handler(Read<TInput>(request, serializer), request.LambdaContext); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Func<Task<Stream>> handler) =>
        Async(async request => Streamed(await handler()));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task<Stream>> handler) =>
        Async(async request => Streamed(await handler(request.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task<Stream>> handler, ILambdaSerializer serializer) =>
        Async(async request => Streamed(await handler(Read<TInput>(request, serializer))));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task<Stream>> handler) =>
        Async(async request => Streamed(await handler(request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        Async(async request => Streamed(await handler(request.InputStream, request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer) =>
        Async(async request => Streamed(await handler(Read<TInput>(request, serializer), request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Async(async request => Written(await handler(), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Async(async request => Written(await handler(request.InputStream), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Async(async request => Written(await handler(Read<TInput>(request, serializer)), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Async(async request => Written(await handler(request.LambdaContext), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Async(async request => Written(await handler(request.InputStream, request.LambdaContext), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Async(async request => Written(await handler(Read<TInput>(request, serializer), request.LambdaContext), request, serializer));

    public static HandlerWrapper GetHandlerWrapper(Action handler) =>
        Sync(request => { handler(); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Action<Stream> handler) =>
        Sync(request => { handler(request.InputStream); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        Sync(request => { handler(Read<TInput>(request, serializer)); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Action<ILambdaContext> handler) =>
        Sync(request => { handler(request.LambdaContext); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext> handler) =>
        Sync(request => { handler(request.InputStream, request.LambdaContext); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        Sync(request => { handler(Read<TInput>(request, serializer), request.LambdaContext); return Empty(); });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream> handler) =>
        Sync(request => Streamed(handler()));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Stream> handler) =>
        Sync(request => Streamed(handler(request.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Stream> handler, ILambdaSerializer serializer) =>
        Sync(request => Streamed(handler(Read<TInput>(request, serializer))));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Stream> handler) =>
        Sync(request => Streamed(handler(request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Stream> handler) =>
        Sync(request => Streamed(handler(request.InputStream, request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, ILambdaContext, Stream> handler, ILambdaSerializer serializer) =>
        Sync(request => Streamed(handler(Read<TInput>(request, serializer), request.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<TOutput> handler, ILambdaSerializer serializer) =>
        Sync(request => Written(handler(), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, TOutput> handler, ILambdaSerializer serializer) =>
        Sync(request => Written(handler(request.InputStream), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Sync(request => Written(handler(Read<TInput>(request, serializer)), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Sync(request => Written(handler(request.LambdaContext), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Sync(request => Written(handler(request.InputStream, request.LambdaContext), request, serializer));

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Sync(request => Written(handler(Read<TInput>(request, serializer), request.LambdaContext), request, serializer));
}
