using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Quickchange.LocalCloud.Issuer;

/// <summary>
/// Issues access tokens, so that a route with JWT authorization can be tried without an identity provider
/// (<see href="https://www.rfc-editor.org/rfc/rfc9068">JWT Profile for OAuth 2.0 Access Tokens</see>).
/// </summary>
internal sealed class TokenIssuer(Func<string> url, TimeProvider time) : IDisposable
{
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>The issuer's URL, which is known when the server has started.</summary>
    public string Url => url();

    public IssuerKeys Keys { get; } = new();

    /// <summary>A token in the compact form.</summary>
    /// <param name="client">Who gets it.</param>
    /// <param name="audience">For whom it is.</param>
    /// <param name="scope">The scopes, separated by spaces; empty for none.</param>
    /// <param name="lifetime">How long it is valid, in seconds; it has expired already if that is negative.</param>
    public string Issue(string client, string audience, string scope, int lifetime)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Url,
            ["sub"] = client,
            ["client_id"] = client,
            ["aud"] = audience,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + lifetime,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        if (scope.Length > 0)
        {
            claims["scope"] = scope;
        }

        return Handler.CreateToken(claims.ToJsonString(), new SigningCredentials(Keys.Current, SecurityAlgorithms.RsaSha256));
    }

    public void Dispose() => Keys.Dispose();
}
