using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// The keys of issuers, kept for two hours
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT authorizers</see>).
/// A key that isn't known is looked for at once, so that new keys are found, but not at each request, so that nobody can make this
/// gateway call the issuer all the time. A failure isn't kept.
/// </summary>
internal sealed class SigningKeys(KeyDownload download, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Issuer> _issuers = new();

    /// <returns>Null if the issuer has no such key.</returns>
    /// <exception cref="InvalidTokenException">The keys can't be downloaded.</exception>
    public async Task<JsonWebKey?> FindAsync(string issuer, string keyId)
    {
        var known = _issuers.GetOrAdd(issuer, static _ => new());
        if (Fresh(known) is { } keys && keys.TryGetValue(keyId, out var key))
        {
            return key;
        }

        await known.Turn.WaitAsync();
        try
        {
            // Another request may have downloaded them in the meantime.
            keys = Fresh(known);
            if (keys?.ContainsKey(keyId) != true && IsDue(known))
            {
                keys = await DownloadAsync(known, issuer);
            }
        }
        finally
        {
            known.Turn.Release();
        }

        return keys?.GetValueOrDefault(keyId);
    }

    private async Task<IReadOnlyDictionary<string, JsonWebKey>> DownloadAsync(Issuer known, string issuer)
    {
        try
        {
            var keys = await download.GetAsync(issuer);
            known.Keys = new(keys, time.GetTimestamp());
            return keys;
        }
        finally
        {
            known.Asked = time.GetTimestamp();
        }
    }

    private IReadOnlyDictionary<string, JsonWebKey>? Fresh(Issuer known) =>
        known.Keys is { } kept && time.GetElapsedTime(kept.Since) < Lifetime ? kept.ById : null;

    private bool IsDue(Issuer known) => known.Asked is not { } asked || time.GetElapsedTime(asked) >= Pause;

    private sealed class Issuer
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Keys? Keys { get; set; }

        /// <summary>When the keys were last asked for.</summary>
        public long? Asked { get; set; }
    }

    private sealed record Keys(IReadOnlyDictionary<string, JsonWebKey> ById, long Since);
}
