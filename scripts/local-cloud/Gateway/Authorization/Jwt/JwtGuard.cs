using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// Lets in who has a token of the issuer for the audience, with one of the route's scopes
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT authorizers</see>).
/// </summary>
internal sealed class JwtGuard(SigningKeys keys, TimeProvider time)
{
    private const string Prefix = "Bearer ";

    private static readonly JsonWebTokenHandler Handler = new();

    public async Task<Verdict> JudgeAsync(GatewayRequest request, JwtAuthorizer authorizer, IReadOnlyList<string> scopes)
    {
        if (authorizer.Source.Read(request) is not { } sent)
        {
            return GatewayError.Unauthorized("Bearer", "The request has no token.");
        }

        try
        {
            var (claims, own) = await VerifyAsync(sent.StartsWith(Prefix, StringComparison.Ordinal) ? sent[Prefix.Length..] : sent, authorizer);
            return scopes.Count == 0 || scopes.Any(own.Contains)
                ? Verdict.Allow("jwt", new JsonObject
                {
                    ["claims"] = claims,
                    ["scopes"] = scopes.Count == 0 ? null : new JsonArray([.. own]),
                })
                : GatewayError.NotAuthorized($"The token has none of the scopes {string.Join(' ', scopes)}.");
        }
        catch (InvalidTokenException invalid)
        {
            return GatewayError.Unauthorized(
                $"Bearer scope=\"{string.Join(' ', scopes)}\" error=\"invalid_token\" error_description=\"{invalid.Message}\"",
                $"invalid_token: {invalid.Message}");
        }
    }

    /// <returns>The claims, as an event has them, and the scopes.</returns>
    /// <exception cref="InvalidTokenException">The token is not valid.</exception>
    public async Task<(JsonObject Claims, string[] Scopes)> VerifyAsync(string text, JwtAuthorizer authorizer)
    {
        var token = SignedToken.Parse(text);
        if (token.Algorithm is not (SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSha384 or SecurityAlgorithms.RsaSha512))
        {
            throw new InvalidTokenException("the token's algorithm is not RS256, RS384 or RS512");
        }

        var key = await keys.FindAsync(authorizer.Issuer, token.KeyId);
        if (key.Alg is { Length: > 0 } meant && meant != token.Algorithm)
        {
            throw new InvalidTokenException("the issuer's key is for another algorithm");
        }

#pragma warning disable CA5404 // The library verifies the signature; TokenClaims validates the claims, exactly as API Gateway does.
        var result = await Handler.ValidateTokenAsync(token.Text, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            RequireExpirationTime = false,
            ValidAlgorithms = [token.Algorithm],
            ValidateAudience = false,
            ValidateIssuer = false,
            ValidateLifetime = false,
        });
#pragma warning restore CA5404
        if (!result.IsValid)
        {
            throw new InvalidTokenException(
                result.Exception is SecurityTokenInvalidSignatureException ? "the token's signature is not valid" : "the token can't be read");
        }

        TokenClaims.Validate(token.Claims, authorizer, time.GetUtcNow());
        return (ClaimTexts.Of(token.Claims), TokenClaims.Scopes(token.Claims));
    }
}
