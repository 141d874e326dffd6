using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickchange.Scripts.Tests;

/// <summary>
/// Lambda's <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</see> for one process
/// of a function, on a free port of this machine.
/// </summary>
internal sealed class RuntimeStub : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Channel<(string Id, string Event)> _events = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _answers = new();
    private readonly TaskCompletionSource<string> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RuntimeStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>The value of AWS_LAMBDA_RUNTIME_API.</summary>
    public string Address => new Uri(_server.Urls.Single()).Authority;

    public static async Task<RuntimeStub> StartAsync()
    {
        var stub = new RuntimeStub();
        await stub._server.StartAsync();
        return stub;
    }

    /// <summary>Gives the function an event.</summary>
    /// <returns>What it answers.</returns>
    /// <exception cref="InvalidOperationException">It reports an error, which the message is.</exception>
    public async Task<string> InvokeAsync(string @event)
    {
        var id = Guid.NewGuid().ToString();
        var answer = _answers[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _events.Writer.WriteAsync((id, @event));
        return await await Task.WhenAny(answer.Task, _initError.Task);
    }

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await _server.DisposeAsync();
        _disposed.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var parts = context.Request.Path.Value!.Split('/');
        switch (parts[^2], parts[^1])
        {
            case ("invocation", "next"):
                await GiveEventAsync(context.Response);
                break;
            case (var id, "response"):
                _answers[id].TrySetResult(await TakeAsync(context));
                break;
            case ("init", "error"):
                _initError.TrySetException(new InvalidOperationException(await TakeAsync(context)));
                break;
            case (var id, "error"):
                _answers[id].TrySetException(new InvalidOperationException(await TakeAsync(context)));
                break;
            default:
                throw new NotSupportedException($"{context.Request.Method} {context.Request.Path}");
        }
    }

    private async Task GiveEventAsync(HttpResponse response)
    {
        try
        {
            var (id, @event) = await _events.Reader.ReadAsync(_disposed.Token);
            var deadline = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeMilliseconds();
            response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
            response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToString(CultureInfo.InvariantCulture);
            response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:123456789012:function:function";
            await response.WriteAsync(@event);
        }
        catch (OperationCanceledException)
        {
            // There is no further event.
        }
    }

    private static async Task<string> TakeAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return text;
    }
}
