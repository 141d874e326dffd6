using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// What a function's runtime calls
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</see>).
/// </summary>
internal static class RuntimeApi
{
    private const string Root = "/2018-06-01/runtime";

    public static void Map(IEndpointRouteBuilder routes, EnvironmentFactory environments)
    {
        ExecutionEnvironment? Caller(HttpContext context) => environments.ByPort(context.Connection.LocalPort);

        routes.MapGet($"{Root}/invocation/next", context => NextAsync(context, Caller(context)));
        routes.MapPost($"{Root}/invocation/{{id}}/response", (HttpContext context, string id) => RespondAsync(context, Caller(context), id, null));
        routes.MapPost($"{Root}/invocation/{{id}}/error", (HttpContext context, string id) => RespondAsync(context, Caller(context), id, "Unhandled"));
        routes.MapPost($"{Root}/init/error", context => FailInitializationAsync(context, Caller(context)));
    }

    private static async Task NextAsync(HttpContext context, ExecutionEnvironment? environment)
    {
        if (await WaitAsync(context, environment) is not { } invocation)
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

    private static async Task<Invocation?> WaitAsync(HttpContext context, ExecutionEnvironment? environment)
    {
        try
        {
            return environment is null ? null : await environment.NextAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The process has ended while it waited.
            return null;
        }
    }

    private static async Task RespondAsync(HttpContext context, ExecutionEnvironment? environment, string id, string? error)
    {
        var payload = await ReadAsync(context);
        var result = payload.Length > InvocationResult.LargestResponse ? InvocationResult.TooLarge : new(payload, error);
        await (environment?.Answer(id, result) switch
        {
            AnswerState.Accepted when payload.Length > InvocationResult.LargestResponse => WriteAsync(
                context, 413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({InvocationResult.LargestResponse} bytes)."),
            AnswerState.Accepted => WriteAsync(context, 202, null, "OK"),
            AnswerState.AnsweredBefore => WriteAsync(context, 403, "InvalidStateTransition", "Transition from response to response is not allowed"),
            _ => WriteAsync(context, 400, "InvalidRequestID", "Invalid request ID"),
        });
    }

    private static async Task FailInitializationAsync(HttpContext context, ExecutionEnvironment? environment)
    {
        var payload = await ReadAsync(context);
        await (environment?.FailInitialization(new(payload, "Unhandled")) == true
            ? WriteAsync(context, 202, null, "OK")
            : WriteAsync(context, 403, "InvalidStateTransition", "The function has been initialised"));
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var payload = new MemoryStream();
        await context.Request.Body.CopyToAsync(payload);
        return payload.ToArray();
    }

    private static Task WriteAsync(HttpContext context, int status, string? errorType, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        var body = errorType is null
            ? $$"""{"status":"{{text}}"}"""
            : $$"""{"errorType":"{{errorType}}","errorMessage":"{{text}}"}""";
        var bytes = Encoding.UTF8.GetBytes(body + "\n");
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
