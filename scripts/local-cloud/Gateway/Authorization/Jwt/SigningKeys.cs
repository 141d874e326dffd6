using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// The keys of issuers, kept for two hours
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT authorizers</see>).
/// A key that isn't known is looked for at once, so that new keys are found, but only so often, because everybody can name a key that
/// doesn't exist. A failure isn't kept.
/// </summary>
internal sealed class SigningKeys(KeyDownload download, TimeProvider time)
{
    private const int MostDownloads = 30;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Issuer> _issuers = new();

    /// <exception cref="InvalidTokenException">The issuer has no such key, or its keys can't be downloaded.</exception>
    public async Task<JsonWebKey> FindAsync(string issuer, string keyId)
    {
        var known = _issuers.GetOrAdd(issuer, static _ => new());
        if (Find(known, keyId) is { } cached)
        {
            return cached;
        }

        await known.Turn.WaitAsync();
        try
        {
            // Another request may have downloaded it in the meantime.
            if (Find(known, keyId) is null && IsDue(known))
            {
                known.Downloads.Enqueue(time.GetTimestamp());
                known.Keys = new(await download.GetAsync(issuer), time.GetTimestamp());
            }
        }
        finally
        {
            known.Turn.Release();
        }

        return Find(known, keyId) ?? throw new InvalidTokenException("the issuer has no such key");
    }

    private JsonWebKey? Find(Issuer known, string keyId) =>
        known.Keys is { } keys && time.GetElapsedTime(keys.Since) < Lifetime ? keys.ById.GetValueOrDefault(keyId) : null;

    private bool IsDue(Issuer known)
    {
        while (known.Downloads.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= Minute)
        {
            known.Downloads.Dequeue();
        }

        return known.Downloads.Count < MostDownloads;
    }

    private sealed class Issuer
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Keys? Keys { get; set; }

        /// <summary>The times of the downloads in the last minute.</summary>
        public Queue<long> Downloads { get; } = new();
    }

    private sealed record Keys(IReadOnlyDictionary<string, JsonWebKey> ById, long Since);
}
