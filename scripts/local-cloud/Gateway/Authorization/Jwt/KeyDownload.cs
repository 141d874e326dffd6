using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// Downloads the keys of an issuer: its discovery document names them
/// (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</see>).
/// </summary>
/// <param name="http">Sends the requests: the first for the cloud's own issuer, the second for all others.</param>
/// <param name="ownIssuer">The URL of the cloud's own issuer, the only one that may use plain HTTP.</param>
/// <param name="limit">How long another issuer may take for a document.</param>
internal sealed class KeyDownload((HttpMessageHandler Own, HttpMessageHandler Others) http, Func<string> ownIssuer, TimeSpan limit) : IDisposable
{
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(1500);
    private const int LargestDocument = 150_000;

    // This machine may be busy.
    private static readonly TimeSpan OwnLimit = TimeSpan.FromMinutes(1);

    private readonly HttpClient _own = Client(http.Own, OwnLimit);
    private readonly HttpClient _others = Client(http.Others, limit);

    public KeyDownload(Func<string> ownIssuer)
        // The environment's proxies don't apply to this machine. A redirect could lead to another place than the issuer names.
        : this((new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }, new SocketsHttpHandler { AllowAutoRedirect = false }), ownIssuer, Limit)
    {
    }

    /// <summary>The issuer's RSA keys for signatures, by ID.</summary>
    /// <exception cref="InvalidTokenException">The keys can't be downloaded.</exception>
    public async Task<IReadOnlyDictionary<string, JsonWebKey>> GetAsync(string issuer)
    {
        var isOwn = issuer == ownIssuer();
        var discovery = await ReadAsync(isOwn, $"{issuer.TrimEnd('/')}/.well-known/openid-configuration", "OIDC discovery endpoint communication error");
        if (JsonNode.Parse(discovery) is not JsonObject document
            || !Is(document["issuer"], out var named) || named != issuer
            || !Is(document["jwks_uri"], out var location))
        {
            throw new InvalidTokenException("OIDC discovery endpoint communication error");
        }

        var keys = new Dictionary<string, JsonWebKey>();
        foreach (var key in new JsonWebKeySet(await ReadAsync(isOwn, location, "JWKS communication error")).Keys.Where(IsForSignatures))
        {
            keys.TryAdd(key.Kid, key);
        }

        return keys;
    }

    public void Dispose()
    {
        _own.Dispose();
        _others.Dispose();
    }

    private static bool IsForSignatures(JsonWebKey key) =>
        key is { Kty: "RSA", Kid.Length: > 0, N.Length: > 0, E.Length: > 0, Use: null or "" or "sig" };

    private async Task<string> ReadAsync(bool isOwn, string location, string otherwise)
    {
        var isAllowed = Uri.TryCreate(location, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (isOwn && location.StartsWith($"{ownIssuer()}/", StringComparison.Ordinal)));
        try
        {
            var text = isAllowed ? await (isOwn ? _own : _others).GetStringAsync(url) : null;
            if (text is not null && JsonDocument.Parse(text).RootElement.ValueKind == JsonValueKind.Object)
            {
                return text;
            }
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException or JsonException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"The keys of an issuer can't be read from {location}: {unreachable.Message}");
        }

        throw new InvalidTokenException(otherwise);
    }

    private static bool Is(JsonNode? node, out string text)
    {
        text = "";
        return node is JsonValue value && value.TryGetValue(out text!) && text.Length > 0;
    }

    private static HttpClient Client(HttpMessageHandler handler, TimeSpan limit) =>
        new(handler) { Timeout = limit, MaxResponseContentBufferSize = LargestDocument };
}
