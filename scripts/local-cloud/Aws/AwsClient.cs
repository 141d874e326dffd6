using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// Calls the AWS endpoint as any client does. The SDK's packages for Lambda and API Gateway would do the same for a
/// handful of calls that only read.
/// </summary>
/// <param name="endpoint">The emulator.</param>
/// <param name="key">The user's.</param>
/// <param name="timeout">How long a call may take; null for a minute.</param>
internal sealed class AwsClient(Uri endpoint, AccessKey key, TimeSpan? timeout = null) : IDisposable
{
    public const string Region = "us-east-1";

    /// <summary>The one account that the emulator has unless it is told another.</summary>
    public const string Account = "123456789012";

    // The environment's proxies are not for this machine.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true)
    {
        Timeout = timeout ?? TimeSpan.FromMinutes(1),
    };

    public Uri Endpoint => endpoint;

    /// <summary>A GET of a service that speaks REST with JSON.</summary>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public async Task<JsonNode> GetAsync(string service, string path) => JsonNode.Parse(await SendAsync(service, HttpMethod.Get, path, []))!;

    /// <summary>Likewise, of what may not be there: null then.</summary>
    /// <exception cref="AwsException">The answer is neither 2xx nor 404.</exception>
    public async Task<JsonNode?> FindAsync(string service, string path)
    {
        try
        {
            return await GetAsync(service, path);
        }
        catch (AwsException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Likewise, of a list: the items of all its pages.</summary>
    /// <param name="service">As it is signed.</param>
    /// <param name="path">Without a query.</param>
    /// <param name="items">The member of a page that has its items.</param>
    /// <param name="next">The member of a page that says where the next one begins.</param>
    /// <param name="parameter">The parameter of the query that says so.</param>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public async IAsyncEnumerable<JsonNode> ListAsync(string service, string path, string items, string next, string parameter)
    {
        string? token = null;
        do
        {
            var page = await GetAsync(service, token is null ? path : $"{path}?{parameter}={Uri.EscapeDataString(token)}");
            foreach (var item in page[items]!.AsArray())
            {
                yield return item!;
            }

            token = (string?)page[next];
        }
        while (!string.IsNullOrEmpty(token));
    }

    /// <summary>A DELETE of a service that speaks REST with JSON.</summary>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public Task DeleteAsync(string service, string path) => SendAsync(service, HttpMethod.Delete, path, []);

    /// <summary>A call of a service that speaks JSON with a target header, such as CloudWatch Logs.</summary>
    /// <param name="service">As it is signed.</param>
    /// <param name="target">Its version and the action.</param>
    /// <param name="parameters">The action's.</param>
    /// <param name="version">The version of the protocol that the service speaks: 1.0 for SQS.</param>
    /// <param name="cancelled">Ends the call.</param>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public async Task<JsonNode> CallAsync(
        string service, string target, JsonObject parameters, string version = "1.1", CancellationToken cancelled = default)
    {
        var body = Encoding.UTF8.GetBytes(parameters.ToJsonString());
        var text = await SendAsync(service, HttpMethod.Post, "/", body, $"application/x-amz-json-{version}", target, cancelled);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>A call of a service that speaks the query protocol, such as STS; the answer is XML.</summary>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public Task<string> QueryAsync(string service, IReadOnlyDictionary<string, string> parameters)
    {
        var form = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return SendAsync(service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded");
    }

    /// <summary>Downloads what a URL that AWS gave leads to.</summary>
    public Task<byte[]> DownloadAsync(Uri location) => _http.GetByteArrayAsync(location);

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(
        string service, HttpMethod method, string path, byte[] body, string? contentType = null, string? target = null, CancellationToken cancelled = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(endpoint, path));
        RequestSigner.Sign(request, body, key, service, Region, DateTime.UtcNow);
        if (contentType is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
        }

        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        using var response = await _http.SendAsync(request, cancelled);
        var text = await response.Content.ReadAsStringAsync(cancelled);
        return response.IsSuccessStatusCode
            ? text
            : throw new AwsException(response.StatusCode, $"{service} answered {(int)response.StatusCode} to {path}: {text}");
    }
}
