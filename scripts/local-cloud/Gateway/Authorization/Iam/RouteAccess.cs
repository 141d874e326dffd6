using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization.Iam;

/// <summary>Asks the AWS endpoint, which has the access keys and the policies, who may invoke a route.</summary>
/// <param name="endpoint">The URL of the emulator.</param>
/// <param name="secret">The secret that the cloud's programs share.</param>
internal sealed class RouteAccess(Uri endpoint, string secret) : IDisposable
{
    private readonly Uri _address = new(endpoint, "/_routes/authorize");

    // The environment's proxies don't apply to this machine.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }, disposeHandler: true)
    {
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", secret) },
    };

    /// <returns>An object with the member identity, or refusal with the reason.</returns>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    public async Task<JsonObject> AskAsync(JsonObject request)
    {
        using var content = new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(_address, content);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    public void Dispose() => _http.Dispose();
}
