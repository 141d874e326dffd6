using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Gateway.Authorization.Lambda;

/// <summary>
/// The responses of authorizers, each for the values of its identity sources, and shared by the routes of an API
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.caching">
/// caching</see>).
/// </summary>
internal sealed class AuthorizerCache(TimeProvider time)
{
    // Everybody can send other values, whose responses must not fill the memory.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Key, Entry> _entries = new();

    public AuthorizerResponse? Find(GatewayRequest request, LambdaAuthorizer authorizer, IReadOnlyList<string> identity) =>
        _entries.TryGetValue(new(request, authorizer, identity), out var entry) && time.GetElapsedTime(entry.Since) < authorizer.Ttl ? entry.Response : null;

    public void Keep(GatewayRequest request, LambdaAuthorizer authorizer, IReadOnlyList<string> identity, AuthorizerResponse response)
    {
        if (authorizer.Ttl == TimeSpan.Zero)
        {
            return;
        }

        if (_entries.Count >= Most)
        {
            foreach (var (key, entry) in _entries.OrderBy(pair => pair.Value.Since).Take(Most / 2))
            {
                _entries.TryRemove(new(key, entry));
            }
        }

        _entries[new(request, authorizer, identity)] = new(response, time.GetTimestamp());
    }

    public void Clear() => _entries.Clear();

    private sealed record Entry(AuthorizerResponse Response, long Since);

    // The values are compared one by one: joined, different ones could be the same text.
    private sealed class Key(GatewayRequest request, LambdaAuthorizer authorizer, IReadOnlyList<string> identity) : IEquatable<Key>
    {
        private readonly string[] _parts = [request.Api.Id, request.Stage.Name, authorizer.Configuration, .. identity];

        public bool Equals(Key? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var part in _parts)
            {
                hash.Add(part);
            }

            return hash.ToHashCode();
        }
    }
}
