using Amazon.Lambda.RuntimeSupport.Api;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.RuntimeSupport.Errors;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// A custom runtime (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-custom.html">Building a custom
/// runtime for AWS Lambda</see>): initializes the function once, then serves invocations until Lambda ends the process.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    private readonly LambdaBootstrapHandler _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly LambdaBootstrapOptions _options;

    // A user's own handler, which may call a wrapper's, may keep its input.
    private readonly bool _reusesResponses;

    public LambdaBootstrap(LambdaBootstrapHandler handler, LambdaBootstrapInitializer? initializer = null)
        : this(handler, new LambdaBootstrapOptions(), initializer)
    {
    }

    public LambdaBootstrap(
        LambdaBootstrapHandler handler,
        LambdaBootstrapOptions lambdaBootstrapOptions,
        LambdaBootstrapInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handler = handler;
        _options = lambdaBootstrapOptions;
        _initializer = initializer;
    }

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer? initializer = null)
        : this(handlerWrapper, new LambdaBootstrapOptions(), initializer)
    {
    }

    public LambdaBootstrap(
        HandlerWrapper handlerWrapper,
        LambdaBootstrapOptions lambdaBootstrapOptions,
        LambdaBootstrapInitializer? initializer = null)
        : this(handlerWrapper.Handler, lambdaBootstrapOptions, initializer) => _reusesResponses = true;

    /// <summary>
    /// Serves invocations until canceled. Fatal errors (the Runtime API fails, or the function can't be initialized) are logged,
    /// and set the exit code of the process to 1.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        var environment = new RuntimeEnvironment(Read);
        MemoryLimit.Apply(environment.MemoryMB);
        if (!TryRun(environment, LogWriter.Current, cancellationToken))
        {
            Environment.ExitCode = 1;
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal bool TryRun(RuntimeEnvironment environment, LogWriter log, CancellationToken cancellationToken)
    {
        try
        {
            var endpoint = environment.Endpoint;
            return TryInitialize(endpoint, log, out var serves) && (!serves || TryServe(endpoint, environment, log, cancellationToken));
        }
        catch (RuntimeApiException failure)
        {
            log.WriteError(failure.Message);
            return false;
        }
    }

    /// <summary>Releases nothing, because <see cref="RunAsync"/> has released everything; overridable as in upstream.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private string? Read(string name) =>
        name == Endpoint.Variable && _options.RuntimeApiEndpoint is { Length: > 0 } set
            ? set
            : Environment.GetEnvironmentVariable(name);

    private bool TryInitialize(Endpoint endpoint, LogWriter log, out bool serves)
    {
        serves = true;
        if (_initializer is null)
        {
            return true;
        }

        try
        {
            serves = _initializer().GetAwaiter().GetResult();
            return true;
        }
        catch (Exception exception)
        {
            var error = ErrorReport.Of(exception);
            log.WriteError("The function could not be initialized.", error.Exception);
            using var api = new RuntimeApiClient(endpoint, log);
            api.FailInitialization(error);
            return false;
        }
    }

    private bool TryServe(Endpoint endpoint, RuntimeEnvironment environment, LogWriter log, CancellationToken cancellationToken)
    {
        if (environment.MaxConcurrency == 1)
        {
            Serve(endpoint, environment, log, cancellationToken);
            return true;
        }

        // A thread for each loop, because handlers can block. The first one that fails ends the others.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var failed = false;
        var threads = Enumerable.Range(0, environment.MaxConcurrency).Select(_ => new Thread(() =>
        {
            try
            {
                Serve(endpoint, environment, log, ending.Token);
            }
            catch (RuntimeApiException failure)
            {
                log.WriteError(failure.Message);
                Volatile.Write(ref failed, true);
                ending.Cancel();
            }
        })).ToArray();
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return !Volatile.Read(ref failed);
    }

    private void Serve(Endpoint endpoint, RuntimeEnvironment environment, LogWriter log, CancellationToken cancellationToken)
    {
        using var api = new RuntimeApiClient(endpoint, log);
        using var cancellation = cancellationToken.Register(api.Abort);
        using var buffer = _reusesResponses ? new ResponseBuffer() : null;
        new InvocationLoop(api, _handler, environment, log, buffer).Run();
    }
}
