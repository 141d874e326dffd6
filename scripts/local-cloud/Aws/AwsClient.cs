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
    public async Task<JsonNode> GetAsync(string service, string path)
    {
        var text = await SendAsync(service, HttpMethod.Get, path, [], new Dictionary<string, string>());
        return JsonNode.Parse(text)!;
    }

    /// <summary>A DELETE of a service that speaks REST with JSON.</summary>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public Task DeleteAsync(string service, string path) =>
        SendAsync(service, HttpMethod.Delete, path, [], new Dictionary<string, string>());

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
        var text = await SendAsync(service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(parameters.ToJsonString()), new()
        {
            ["X-Amz-Target"] = target,
            ["Content-Type"] = $"application/x-amz-json-{version}",
        }, cancelled);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>A call of a service that speaks the query protocol, such as STS; the answer is XML.</summary>
    /// <exception cref="AwsException">The answer is not 2xx.</exception>
    public Task<string> QueryAsync(string service, IReadOnlyDictionary<string, string> parameters)
    {
        var form = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return SendAsync(service, HttpMethod.Post, "/", Encoding.UTF8.GetBytes(form), new()
        {
            ["Content-Type"] = "application/x-www-form-urlencoded",
        });
    }

    /// <summary>Downloads what a URL that AWS gave leads to.</summary>
    public Task<byte[]> DownloadAsync(Uri location) => _http.GetByteArrayAsync(location);

    public void Dispose() => _http.Dispose();

    private async Task<string> SendAsync(
        string service, HttpMethod method, string path, byte[] body, Dictionary<string, string> headers, CancellationToken cancelled = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(endpoint, path));
        RequestSigner.Sign(request, body, key, service, Region, DateTime.UtcNow);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, cancelled);
        var text = await response.Content.ReadAsStringAsync(cancelled);
        return response.IsSuccessStatusCode
            ? text
            : throw new AwsException(response.StatusCode, $"{service} answered {(int)response.StatusCode} to {path}: {text}");
    }
}
