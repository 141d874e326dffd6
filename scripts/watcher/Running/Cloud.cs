using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;

namespace Quickchange.Watcher.Running;

/// <summary>The local cloud, as it knows the processes that a user runs as functions.</summary>
internal sealed partial class Cloud : IDisposable
{
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _lost = new();
    private readonly int _port;

    /// <param name="port">The port of the cloud's routes.</param>
    /// <param name="key">The access key of the cloud's user: its ID and its secret.</param>
    public Cloud(int port, string key)
    {
        _port = port;
        // The environment's proxies don't apply to this machine.
        _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new($"http://127.0.0.1:{port + 2}/"), Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key)));
    }

    /// <summary>Canceled when the cloud has ended.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The environment variables of a process of a function, with new credentials of its role.</summary>
    /// <exception cref="CloudException">The cloud has ended, or doesn't have the function.</exception>
    public async Task<IReadOnlyDictionary<string, string>> VariablesAsync(string function)
    {
        using var answer = await AskAsync($"_environments/{function}");
        return (await answer.Content.ReadFromJsonAsync(Json.Default.DictionaryStringString))!;
    }

    /// <summary>What a process of a function does; null if it has not yet asked for an invocation.</summary>
    /// <exception cref="CloudException">The cloud has ended.</exception>
    public async Task<ProcessState?> StateAsync(string function, int process)
    {
        using var answer = await AskAsync($"_processes/{function}");
        var all = await answer.Content.ReadFromJsonAsync(Json.Default.ProcessStateArray);
        return Array.Find(all!, each => each.Id == process);
    }

    /// <summary>Gives a process no further invocations. It finishes those that it has.</summary>
    /// <exception cref="CloudException">The cloud has ended.</exception>
    public async Task RetireAsync(string function, int process) => (await AskAsync($"_processes/{function}/{process}/retire")).Dispose();

    /// <summary>Does so as soon as another process asks for an invocation, so that no answer is older than one before.</summary>
    /// <exception cref="CloudException">The cloud has ended.</exception>
    public async Task ReplaceAsync(string function, int process, int successor) =>
        (await AskAsync($"_processes/{function}/{process}/retire?successor={successor}")).Dispose();

    public void Dispose()
    {
        _client.Dispose();
        _lost.Dispose();
    }

    private async Task<HttpResponseMessage> AskAsync(string path)
    {
        try
        {
            var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), null);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => answer,
                HttpStatusCode.NotFound => throw new CloudException($"{path.Split('/')[1]} isn't deployed; run scripts/up --port {_port}, which deploys it to the running cloud"),
                _ => throw new CloudException($"the cloud on port {_port} refuses: {await answer.Content.ReadAsStringAsync()}"),
            };
        }
        catch (Exception ended) when (ended is HttpRequestException or TaskCanceledException)
        {
            await _lost.CancelAsync();
            throw new CloudException($"the cloud on port {_port} has ended ({ended.Message}); start it again with scripts/up --port {_port}");
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Dictionary<string, string>))]
    [JsonSerializable(typeof(ProcessState[]))]
    private sealed partial class Json : JsonSerializerContext;
}
