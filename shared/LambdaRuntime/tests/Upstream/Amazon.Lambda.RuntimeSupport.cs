// The public API of Amazon.Lambda.RuntimeSupport 2.1.2: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.RuntimeSupport
{
    public class HandlerWrapper : global::System.IDisposable
    {
        private HandlerWrapper() => throw null!;

        public global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapHandler Handler { get => throw null!; }

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Action<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.MemoryStream> invokeDelegate) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream, global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Func<TInput, global::System.Threading.Tasks.Task> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Func<TInput, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::System.IO.Stream, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput, TOutput>(global::System.Func<TInput, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput, TOutput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Action handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Action<global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Action<TInput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Action<global::Amazon.Lambda.Core.ILambdaContext> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Action<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Action<TInput, global::Amazon.Lambda.Core.ILambdaContext> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream, global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Func<TInput, global::System.IO.Stream> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.Stream> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::System.IO.Stream, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput, TOutput>(global::System.Func<TInput, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TOutput>(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.HandlerWrapper GetHandlerWrapper<TInput, TOutput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        protected virtual void Dispose(bool disposing) => throw null!;

        public void Dispose() => throw null!;
    }

    public class InvocationRequest : global::System.IDisposable
    {
        private InvocationRequest() => throw null!;

        public global::System.IO.Stream InputStream { get => throw null!; }

        public global::Amazon.Lambda.Core.ILambdaContext LambdaContext { get => throw null!; }

        public void Dispose() => throw null!;
    }

    public class InvocationResponse
    {
        public InvocationResponse(global::System.IO.Stream outputStream) => throw null!;

        public InvocationResponse(global::System.IO.Stream outputStream, bool disposeOutputStream) => throw null!;

        public global::System.IO.Stream OutputStream { get => throw null!; set => throw null!; }

        public bool DisposeOutputStream { get => throw null!; }
    }

    public class LambdaBootstrap : global::System.IDisposable
    {
        public LambdaBootstrap(global::System.Net.Http.HttpClient httpClient, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapHandler handler, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public LambdaBootstrap(global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapHandler handler, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public LambdaBootstrap(global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapHandler handler, global::Amazon.Lambda.RuntimeSupport.Bootstrap.LambdaBootstrapOptions lambdaBootstrapOptions, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public LambdaBootstrap(global::Amazon.Lambda.RuntimeSupport.HandlerWrapper handlerWrapper, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public LambdaBootstrap(global::Amazon.Lambda.RuntimeSupport.HandlerWrapper handlerWrapper, global::Amazon.Lambda.RuntimeSupport.Bootstrap.LambdaBootstrapOptions lambdaBootstrapOptions, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public LambdaBootstrap(global::System.Net.Http.HttpClient httpClient, global::Amazon.Lambda.RuntimeSupport.HandlerWrapper handlerWrapper, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public LambdaBootstrap(global::System.Net.Http.HttpClient httpClient, global::Amazon.Lambda.RuntimeSupport.HandlerWrapper handlerWrapper, global::Amazon.Lambda.RuntimeSupport.Bootstrap.LambdaBootstrapOptions lambdaBootstrapOptions, global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer initializer = null) => throw null!;

        public global::System.Threading.Tasks.Task RunAsync(global::System.Threading.CancellationToken cancellationToken = default) => throw null!;

        public static global::System.Net.Http.HttpClient ConstructHttpClient() => throw null!;

        protected virtual void Dispose(bool disposing) => throw null!;

        public void Dispose() => throw null!;
    }

    public class LambdaBootstrapBuilder
    {
        private LambdaBootstrapBuilder() => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Action<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.MemoryStream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream, global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Func<TInput, global::System.Threading.Tasks.Task> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Func<TInput, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<global::System.IO.Stream>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::System.IO.Stream, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput, TOutput>(global::System.Func<TInput, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput, TOutput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.Threading.Tasks.Task<TOutput>> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Action handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Action<global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Action<TInput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Action<global::Amazon.Lambda.Core.ILambdaContext> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Action<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Action<TInput, global::Amazon.Lambda.Core.ILambdaContext> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream, global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Func<TInput, global::System.IO.Stream> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.Stream> handler) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, global::System.IO.Stream> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::System.IO.Stream, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput, TOutput>(global::System.Func<TInput, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::Amazon.Lambda.Core.ILambdaContext, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TOutput>(global::System.Func<global::System.IO.Stream, global::Amazon.Lambda.Core.ILambdaContext, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public static global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder Create<TInput, TOutput>(global::System.Func<TInput, global::Amazon.Lambda.Core.ILambdaContext, TOutput> handler, global::Amazon.Lambda.Core.ILambdaSerializer serializer) => throw null!;

        public global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder UseHttpClient(global::System.Net.Http.HttpClient httpClient) => throw null!;

        public global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder UseBootstrapHandler(global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapInitializer lambdaBootstrapInitializer) => throw null!;

        public global::Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder ConfigureOptions(global::System.Action<global::Amazon.Lambda.RuntimeSupport.Bootstrap.LambdaBootstrapOptions> options = null) => throw null!;

        public global::Amazon.Lambda.RuntimeSupport.LambdaBootstrap Build() => throw null!;
    }

    public delegate global::System.Threading.Tasks.Task<global::Amazon.Lambda.RuntimeSupport.InvocationResponse> LambdaBootstrapHandler(global::Amazon.Lambda.RuntimeSupport.InvocationRequest invocation);

    public delegate global::System.Threading.Tasks.Task<bool> LambdaBootstrapInitializer();
}

namespace Amazon.Lambda.RuntimeSupport.Bootstrap
{
    public class LambdaBootstrapOptions
    {
        public LambdaBootstrapOptions() => throw null!;

        public string RuntimeApiEndpoint { get => throw null!; set => throw null!; }
    }
}
