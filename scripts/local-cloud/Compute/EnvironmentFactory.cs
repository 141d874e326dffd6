using System.Collections.Concurrent;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>Starts execution environments, and finds them again by the port that they call.</summary>
internal sealed class EnvironmentFactory(
    AwsClient aws, CodeStore code, RuntimeApiListener listener, LogShipper shipper, ProcessStarter starter, string logs)
{
    private readonly ConcurrentDictionary<int, ExecutionEnvironment> _byPort = new();

    public ExecutionEnvironment? ByPort(int port) => _byPort.GetValueOrDefault(port);

    /// <exception cref="InvalidEntrypointException">The zip has nothing that runs here.</exception>
    public async Task<ExecutionEnvironment> StartAsync(FunctionVersion function)
    {
        var folder = await code.FolderOfAsync(function);
        if (CodeStore.ProblemOf(folder, function) is { } problem)
        {
            throw new InvalidEntrypointException(problem);
        }

        var credentials = await Credentials.AssumeAsync(aws, function);
        var port = listener.Open();
        var stream = LogShipper.NewStream(function.Version);
        var file = Path.Combine(logs, function.Name, stream.Replace('/', '-') + ".log");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var log = new EnvironmentLog(shipper, new(file), function.LogGroup, stream);
        var environment = new ExecutionEnvironment(function, log, new Registration(_byPort, port));
        _byPort[port.Number] = environment;
        var variables = EnvironmentVariables.For(function, folder, port.Number, stream, credentials, aws.Endpoint);
        try
        {
            environment.Attach(await starter.StartAsync(Path.Combine(folder, "bootstrap"), folder, file, variables));
            return environment;
        }
        catch
        {
            await environment.DisposeAsync();
            throw;
        }
    }

    private sealed class Registration(
        ConcurrentDictionary<int, ExecutionEnvironment> byPort, RuntimeApiListener.Port port) : IDisposable
    {
        public void Dispose()
        {
            byPort.TryRemove(port.Number, out _);
            port.Dispose();
        }
    }
}
