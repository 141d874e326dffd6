using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// A client for the AWS endpoint, for the few operations that the local cloud needs. It takes the place of the SDK's packages for
/// each of these services.
/// </summary>
/// <param name="endpoint">The URL of the emulator.</param>
/// <param name="key">The user's access key.</param>
/// <param name="timeout">The timeout of a call; null for one minute.</param>
internal sealed class AwsClient(Uri endpoint, AccessKey key, TimeSpan? timeout = null) : IDisposable
{
    public const string Region = "us-east-1";

    /// <summary>The emulator's default account.</summary>
    public const string Account = "123456789012";

    // The environment's proxies don't apply to this machine.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true)
    {
        Timeout = timeout ?? TimeSpan.FromMinutes(1),
    };

    public Uri Endpoint => endpoint;

    /// <summary>Sends a GET request to a REST service with JSON.</summary>
    /// <exception cref="AwsException">The status is not 2xx.</exception>
    public async Task<JsonNode> GetAsync(string service, string path) => JsonNode.Parse(await SendAsync(service, HttpMethod.Get, path, []))!;

    /// <summary>Sends a GET request to a REST service with JSON; returns null if the resource doesn't exist.</summary>
    /// <exception cref="AwsException">The status is neither 2xx nor 404.</exception>
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

    /// <summary>Reads a list from a REST service with JSON: the items of all pages.</summary>
    /// <param name="service">The signing name of the service.</param>
    /// <param name="path">The path without a query string.</param>
    /// <param name="items">The member of a page that contains its items.</param>
    /// <param name="next">The member of a page that contains the token for the next one.</param>
    /// <param name="parameter">The query parameter for that token.</param>
    /// <exception cref="AwsException">The status is not 2xx.</exception>
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

    /// <summary>Sends a DELETE request to a REST service with JSON.</summary>
    /// <exception cref="AwsException">The status is not 2xx.</exception>
    public Task DeleteAsync(string service, string path) => SendAsync(service, HttpMethod.Delete, path, []);

    /// <summary>Calls a service with a JSON protocol and a target header, such as CloudWatch Logs.</summary>
    /// <param name="service">The signing name of the service.</param>
    /// <param name="target">The version of the service, and the action.</param>
    /// <param name="parameters">The parameters of the action.</param>
    /// <param name="version">The version of the protocol: 1.0 for SQS.</param>
    /// <param name="cancelled">Cancels the call.</param>
    /// <exception cref="AwsException">The status is not 2xx.</exception>
    public async Task<JsonNode> CallAsync(
        string service, string target, JsonObject parameters, string version = "1.1", CancellationToken cancelled = default)
    {
        var body = Encoding.UTF8.GetBytes(parameters.ToJsonString());
        var text = await SendAsync(service, HttpMethod.Post, "/", body, $"application/x-amz-json-{version}", target, cancelled);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Calls a service with the query protocol, such as STS; the response is XML.</summary>
    /// <exception cref="AwsException">The status is not 2xx.</exception>
    public Task<string> QueryAsync(string service, IReadOnlyDictionary<string, string> parameters)
    {
        var form = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return SendAsync(service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded");
    }

    /// <summary>Downloads the content of a URL that AWS returned.</summary>
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
