using System.Collections.Concurrent;
using System.Text;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.Tests;

/// <summary>Runs the runtime in this process against a server, until it waits for more or gives up.</summary>
internal sealed record Bootstrap(bool Succeeded, IReadOnlyList<Request> Posts, string Log)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Bootstrap Run(RuntimeApiServer server, Func<Stream, Core.ILambdaContext, Stream> handler, params (string, string)[] variables) =>
        Run(server, new LambdaBootstrap(HandlerWrapper.GetHandlerWrapper(handler)), variables);

    public static Bootstrap Run(RuntimeApiServer server, LambdaBootstrap bootstrap, params (string Name, string Value)[] variables)
    {
        var values = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_RUNTIME_API"] = server.Endpoint,
            ["AWS_LAMBDA_FUNCTION_NAME"] = "f",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "7",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "256",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = "/aws/lambda/f",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/02/04/[7]0123",
        };
        foreach (var (name, value) in variables)
        {
            values[name] = value;
        }

        var lines = new ConcurrentQueue<string>();
        var environment = new RuntimeEnvironment(values.GetValueOrDefault);
        var log = new LogWriter(environment, bytes => lines.Enqueue(Encoding.UTF8.GetString(bytes)));
        using var cancellation = new CancellationTokenSource();
        var running = Task.Factory.StartNew(
            () => bootstrap.TryRun(environment, log, cancellation.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.That(Task.WaitAny([running, server.Drained], Limit), Is.Not.EqualTo(-1), "the runtime neither waits nor ends");
        cancellation.Cancel();
        Assert.That(running.Wait(Limit), Is.True, "the runtime does not end when it is canceled");
        bootstrap.Dispose();
        return new(running.Result, server.Posts, string.Concat(lines));
    }
}
