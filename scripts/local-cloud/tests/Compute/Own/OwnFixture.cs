using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Functions;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Processes that the user runs as functions.</summary>
public abstract class OwnFixture : ComputeFixture
{
    private readonly List<Process> _started = [];

    /// <summary>A client of the Runtime API, which doesn't know the cloud's secrets.</summary>
    private protected HttpClient Runtime { get; private set; } = null!;

    [SetUp]
    public void StartRuntime() => Runtime = new() { Timeout = TimeSpan.FromMinutes(10) };

    [TearDown]
    public void EndProcesses()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _started.Clear();
        Runtime.Dispose();
    }

    /// <summary>The value of AWS_LAMBDA_RUNTIME_API for a function.</summary>
    private protected string RuntimeApi(string function) => $"127.0.0.1:{Cloud.ComputePort}/{function}";

    /// <summary>Runs a function that a test can deploy as a process of the user, and waits until it takes invocations.</summary>
    /// <param name="function">The function's name in the path of the Runtime API.</param>
    /// <param name="call">The function's behavior: see <see cref="FunctionZip.Of(string[])"/>.</param>
    private protected async Task<Process> RunAsync(string function, params string[] call)
    {
        var folder = NewFile();
        await using (var zip = new ZipArchive(new MemoryStream(FunctionZip.Of(call))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        return await RunAsync(function, Path.Combine(folder, "bootstrap"), []);
    }

    /// <summary>Runs a program as a process of the user, and waits until it takes invocations.</summary>
    private protected async Task<Process> RunAsync(string function, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { Environment = { ["AWS_LAMBDA_RUNTIME_API"] = RuntimeApi(function) } };
        var process = Process.Start(start)!;
        _started.Add(process);
        await WaitsAsync(function, process);
        return process;
    }

    private protected Task WaitsAsync(string function, Process process) => StateIsAsync(function, states => states.Any(state =>
        (int?)state!["id"] == process.Id && (int)state["waits"]! > 0));

    private protected async Task StateIsAsync(string function, Func<JsonArray, bool> condition)
    {
        var state = await StateOfAsync(function);
        await Eventually.IsAsync(() => condition(state), () => $"the processes of {function}: {state.ToJsonString()}", pause: 10, () => state = StateOfAsync(function).GetAwaiter().GetResult());
    }

    /// <summary>The answer to the user's request, with the user's access key.</summary>
    private protected async Task<HttpResponseMessage> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var key = FakeAws.Secrets.AccessKey;
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key.Id}:{key.Secret}")));
        return await Http.SendAsync(request);
    }

    private async Task<JsonArray> StateOfAsync(string function)
    {
        using var response = await AskAsync($"_processes/{function}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
    }
}
