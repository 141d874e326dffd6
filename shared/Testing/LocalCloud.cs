using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Quickchange.Testing;

/// <summary>
/// The local cloud, with everything that is deployed to it, for tests. Starting it takes about as long as <c>scripts/up</c>, so
/// share it among tests, and call <see cref="ResetAsync"/> before each of them. It ends when this object is disposed, or when the
/// test host ends in any way.
/// </summary>
public sealed class LocalCloud : IAsyncDisposable
{
    /// <summary>The environment variable with the port of a cloud that runs already, which is then used and left running.</summary>
    public const string PortVariable = "QUICKCHANGE_TEST_CLOUD";

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(30);

    private readonly string _root;
    private readonly Process? _up;

    private LocalCloud(string root, int port, Process? up)
    {
        (_root, Port, _up) = (root, port, up);
        var state = Path.Combine(root, "artifacts", "local", port.ToString(CultureInfo.InvariantCulture));
        var variables = File.ReadAllText(Path.Combine(state, "local.env"));
        string ValueOf(string name) => Regex.Match(variables, $@"\b{name}=(\S+)").Groups[1].Value;
        AwsEndpoint = new(ValueOf("AWS_ENDPOINT_URL"));
        (Region, AccessKeyId, SecretAccessKey) = (ValueOf("AWS_REGION"), ValueOf("AWS_ACCESS_KEY_ID"), ValueOf("AWS_SECRET_ACCESS_KEY"));
        using var outputs = JsonDocument.Parse(File.ReadAllText(Path.Combine(state, "outputs.json")));
        Outputs = outputs.RootElement.EnumerateObject().ToDictionary(output => output.Name, output => output.Value.GetProperty("value").Clone());
        Http.BaseAddress = new($"{Outputs["base_url"].GetString()}/");
    }

    /// <summary>The port of the routes.</summary>
    public int Port { get; }

    /// <summary>A client whose base address is that of the routes: call <c>Http.GetAsync("hello")</c>, without a leading slash.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true);

    /// <summary>The AWS endpoint of all services: the <c>ServiceURL</c> of AWS clients.</summary>
    public Uri AwsEndpoint { get; }

    /// <summary>The Region of all resources.</summary>
    public string Region { get; }

    /// <summary>The access key of the cloud's user, who may do everything.</summary>
    public string AccessKeyId { get; }

    /// <summary>The secret of the access key.</summary>
    public string SecretAccessKey { get; }

    /// <summary>The values of Terraform's outputs (terraform/outputs.tf), by name: for example the URLs of the queues.</summary>
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; }

    /// <summary>Builds, deploys and starts the cloud, or uses the one that <see cref="PortVariable"/> names.</summary>
    /// <exception cref="InvalidOperationException">It could not be started, or the named one doesn't run. The message says why.</exception>
    public static Task<LocalCloud> StartAsync() =>
        StartAsync(RepositoryRoot.Find(), Environment.GetEnvironmentVariable(PortVariable));

    /// <summary>Empties the cloud, so that it is as it was right after it was deployed. Running invocations fail.</summary>
    /// <exception cref="InvalidOperationException">The cloud could not be reset. The message says why.</exception>
    public async Task ResetAsync()
    {
        using var reset = Launch(_root, "scripts/reset", "--port", $"{Port}");
        var said = await ReadAsync(reset);
        await reset.WaitForExitAsync();
        if (reset.ExitCode != 0)
        {
            throw new InvalidOperationException(said);
        }
    }

    /// <summary>Stops the cloud if this object has started it.</summary>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_up is not null)
        {
            await EndAsync(_up);
        }
    }

    internal static async Task<LocalCloud> StartAsync(string root, string? running)
    {
        if (running is { Length: > 0 })
        {
            return Use(root, running);
        }

        var port = FreePorts.Three();
        var up = Launch(root, "scripts/up", "--port", $"{port}", "--until-eof");
        try
        {
            var said = await ReadAsync(up, until: "Ctrl-C stops it.");
            if (said is not null)
            {
                throw new InvalidOperationException($"scripts/up failed:\n{said}");
            }

            return new(root, port, up);
        }
        catch
        {
            await EndAsync(up);
            throw;
        }
    }

    private static LocalCloud Use(string root, string running)
    {
        try
        {
            return new(root, int.Parse(running, CultureInfo.InvariantCulture), null);
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            throw new InvalidOperationException(
                $"{PortVariable} is {running}, but this checkout has no cloud on that port; start one with scripts/up --detach --port {running}", exception);
        }
    }

    private static Process Launch(string root, string script, params string[] arguments) => Process.Start(
        new ProcessStartInfo(Path.Combine(root, script), arguments)
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    // It stops when its standard input ends.
    private static async Task EndAsync(Process up)
    {
        up.StandardInput.Close();
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            await up.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            up.Kill();
        }

        up.Dispose();
    }

    private static async Task<string> ReadAsync(Process process) => (await ReadAsync(process, until: null))!;

    // Everything that a process says on both streams; null as soon as a line is the one to wait for.
    private static async Task<string?> ReadAsync(Process process, string? until)
    {
        var said = new StringBuilder();
        var found = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task FollowAsync(StreamReader stream)
        {
            while (await stream.ReadLineAsync() is { } line)
            {
                if (line == until)
                {
                    found.TrySetResult(null);
                }

                // What it says later is read, so that it can go on, and not needed.
                if (!found.Task.IsCompleted)
                {
                    lock (said)
                    {
                        said.AppendLine(line);
                    }
                }
            }
        }

        var both = Task.WhenAll(FollowAsync(process.StandardOutput), FollowAsync(process.StandardError));
        if (await Task.WhenAny(both, found.Task) == found.Task)
        {
            return null;
        }

        await both;
        lock (said)
        {
            return found.Task.IsCompleted ? null : said.ToString();
        }
    }
}
