using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The Runtime API, which a function's runtime calls
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</see>).
/// </summary>
internal static partial class RuntimeApi
{
    /// <summary>
    /// The limit for headers, in bytes: a runtime can report the cause of an error in a header of up to 1 MB
    /// (<c>Lambda-Runtime-Function-XRay-Error-Cause</c>).
    /// </summary>
    private const int LargestHeaders = 2 * 1024 * 1024;

    private const string Root = "/2018-06-01/runtime";

    // Kestrel computes with this time: an infinite one overflows, and closes idle connections within a second.
    private static readonly TimeSpan Never = TimeSpan.FromDays(365);

    /// <summary>Adds the calls of the Runtime API to a server.</summary>
    /// <param name="routes">The server's routes.</param>
    /// <param name="path">The path before that of a call; empty for none.</param>
    /// <param name="caller">Finds the caller; null if it has ended.</param>
    public static void Map(IEndpointRouteBuilder routes, string path, Func<HttpContext, Task<IRuntime?>> caller)
    {
        void Add(string method, string call, Func<HttpContext, IRuntime?, Task> serve) =>
            routes.MapMethods($"{path}{Root}/{call}", [method], context => ServeAsync(context, caller, serve));

        Add("GET", "invocation/next", NextAsync);
        Add("POST", "invocation/{id}/response", (context, runtime) => RespondAsync(context, runtime, null));
        Add("POST", "invocation/{id}/error", (context, runtime) => RespondAsync(context, runtime, "Unhandled"));
        Add("POST", "init/error", FailInitAsync);
        routes.MapFallback($"{path}/{{**rest}}", context => WriteAsync(
            context, 404, "NotFound", "The local cloud supports the Runtime API of 2018-06-01, but not extensions and telemetry."));
    }

    /// <summary>Lets a server accept the requests of runtimes, and wait for one that a debugger has stopped.</summary>
    public static void Apply(KestrelServerOptions options)
    {
        options.Limits.MaxRequestHeadersTotalSize = LargestHeaders;
        options.Limits.MaxRequestBufferSize = LargestHeaders;
        options.Limits.KeepAliveTimeout = Never;
        options.Limits.RequestHeadersTimeout = Never;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
    }

    /// <summary>Responds to a request that is rejected.</summary>
    public static Task RefuseAsync(HttpContext context, string reason) => WriteAsync(context, 403, "Forbidden", reason);

    private static async Task ServeAsync(HttpContext context, Func<HttpContext, Task<IRuntime?>> caller, Func<HttpContext, IRuntime?, Task> serve)
    {
        IRuntime? runtime;
        try
        {
            runtime = await caller(context);
        }
        catch (FunctionNotFoundException missing)
        {
            await WriteAsync(context, 404, "ResourceNotFoundException", missing.Message);
            return;
        }
        catch (Exception exception) when (exception is AwsException or HttpRequestException)
        {
            await WriteAsync(context, 500, "ServiceException", $"The functions can't be read from the AWS endpoint: {exception.Message}");
            return;
        }

        await serve(context, runtime);
    }

    private static async Task NextAsync(HttpContext context, IRuntime? runtime)
    {
        if (await WaitAsync(context, runtime) is not { } invocation)
        {
            context.Abort();
            return;
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.FunctionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        headers["Lambda-Runtime-Client-Context"] = invocation.ClientContext;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = invocation.Payload.Length;
        await context.Response.Body.WriteAsync(invocation.Payload);
    }

    private static async Task<Invocation?> WaitAsync(HttpContext context, IRuntime? runtime)
    {
        try
        {
            return runtime is null ? null : await runtime.NextAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The process ended while it was waiting.
            return null;
        }
    }

    private static async Task RespondAsync(HttpContext context, IRuntime? runtime, string? error)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var payload = await ReadAsync(context.Request);
        if (context.Request.Headers["Lambda-Runtime-Function-Response-Mode"] == "streaming")
        {
            await WriteAsync(context, 400, "InvalidResponseMode", "The local cloud doesn't support response streaming: send the complete response.");
            return;
        }

        var state = runtime?.Answer(id, payload is null ? InvocationResult.TooLarge : new(payload, error));
        await (state switch
        {
            AnswerState.Accepted when payload is null => WriteAsync(
                context, 413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({InvocationResult.LargestResponse} bytes)."),
            AnswerState.Accepted => WriteAsync(context, new() { ["status"] = "OK" }, 202),
            AnswerState.AnsweredBefore => WriteAsync(context, 403, "InvalidStateTransition", "The invocation has already been answered."),
            _ => WriteAsync(context, 400, "InvalidRequestID", "Invalid request ID"),
        });
    }

    private static async Task FailInitAsync(HttpContext context, IRuntime? runtime)
    {
        var payload = await ReadAsync(context.Request) ?? [];
        var type = context.Request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault()
            ?? (JsonText.Read(payload) as JsonObject)?["errorType"]?.ToString() ?? "";
        var failure = new Failure(ErrorType().IsMatch(type) ? type : "Runtime.Unknown", "The runtime could not initialize.")
        {
            Reported = new(payload, "Unhandled"),
        };
        await (runtime?.FailInit(failure) == true
            ? WriteAsync(context, new() { ["status"] = "OK" }, 202)
            : WriteAsync(context, 403, "InvalidStateTransition", "The initialization has already ended."));
    }

    // Null if it is too large. It is still read to the end, so that the runtime receives the response, but not kept.
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using var payload = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await request.Body.ReadAsync(buffer)) > 0;)
        {
            if (payload.Length <= InvocationResult.LargestResponse)
            {
                await payload.WriteAsync(buffer.AsMemory(0, count));
            }
        }

        return payload.Length <= InvocationResult.LargestResponse ? payload.ToArray() : null;
    }

    private static Task WriteAsync(HttpContext context, int status, string errorType, string message) =>
        WriteAsync(context, new() { ["errorType"] = errorType, ["errorMessage"] = message }, status);

    private static Task WriteAsync(HttpContext context, JsonObject body, int status)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    // Any other value is recorded as unknown.
    [GeneratedRegex(@"^(Runtime|Function)\.[A-Z][a-zA-Z]+$")]
    private static partial Regex ErrorType();
}
