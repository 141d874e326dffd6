using System.Collections.Concurrent;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>Starts execution environments, and identifies their processes by the port that they call.</summary>
internal sealed class EnvironmentFactory(
    AwsClient aws, CodeStore code, RuntimeApiListener listener, LogShipper shipper, ProcessStarter starter, string logs, TimeSpan initLimit)
{
    // The output of a process that can't be written to a file goes to this program's standard error.
    private const string StandardError = "/dev/stderr";

    // A start uses CPU time until the init phase ends. One that only waits must not delay the next one for longer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<int, RuntimeProcess> _byPort = new();

    /// <summary>Limits concurrent starts of environments, because more of them wouldn't be faster.</summary>
    public SemaphoreSlim Turns { get; } = new(Environment.ProcessorCount);

    public RuntimeProcess? ByPort(int port) => _byPort.GetValueOrDefault(port);

    /// <exception cref="InvalidEntrypointException">The zip contains nothing that runs on this machine.</exception>
    public async Task<ExecutionEnvironment> StartAsync(FunctionVersion function)
    {
        var folder = await code.FolderOfAsync(function);
        Entrypoint.Check(folder, function);
        var credentials = await Credentials.AssumeAsync(aws, function);
        var stream = LogShipper.NewStream(function.Version);
        var output = Open(Path.Combine(logs, function.Name, stream.Replace('/', '-') + ".log"));
        var log = new EnvironmentLog(shipper, output, function.LogGroup, stream);
        Task<RuntimeProcess> StartProcessAsync() => this.StartProcessAsync(
            folder, output?.Path ?? StandardError, runtimeApi => EnvironmentVariables.For(function, folder, runtimeApi, stream, credentials, aws.Endpoint));
        try
        {
            var process = await StartProcessAsync();
            await Task.WhenAny(process.Initialized, process.Exited, Task.Delay(Pause));
            return new(function, log, process, StartProcessAsync, initLimit, credentials.Expiration);
        }
        catch
        {
            await log.DisposeAsync();
            throw;
        }
    }

    private async Task<RuntimeProcess> StartProcessAsync(
        string folder, string output, Func<string, IReadOnlyDictionary<string, string>> variables)
    {
        var port = listener.Open();
        var registration = new Registration(_byPort, port);
        var runtimeApi = EnvironmentVariables.RuntimeApiAt(port.Number);
        var process = new RuntimeProcess(registration, $"{EnvironmentVariables.RuntimeApi}={runtimeApi}");
        registration.Add(process);
        try
        {
            process.Attach(await starter.StartAsync(Path.Combine(folder, "bootstrap"), folder, output, variables(runtimeApi)));
            return process;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static OutputFile? Open(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The log file {file} can't be written: {exception.Message} The function's output follows here.");
            return null;
        }
    }

    private sealed class Registration(ConcurrentDictionary<int, RuntimeProcess> byPort, RuntimeApiListener.Port port) : IDisposable
    {
        private RuntimeProcess? _process;

        public void Add(RuntimeProcess process)
        {
            _process = process;
            byPort[port.Number] = process;
        }

        public void Dispose()
        {
            // After it is closed, another process can use the port.
            if (_process is not null)
            {
                byPort.TryRemove(new(port.Number, _process));
            }

            port.Dispose();
        }
    }
}
