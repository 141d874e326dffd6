using System.Text.Json;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// Validates the claims of a token whose signature is valid
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">JWT authorizers</see>).
/// </summary>
internal static class TokenClaims
{
    private static readonly string[] ScopeClaims = ["scope", "scp"];

    /// <exception cref="InvalidTokenException">A claim is not valid.</exception>
    public static void Validate(JsonElement claims, JwtAuthorizer authorizer, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeMilliseconds() / 1000.0;
        Require(Text(claims, "iss") == authorizer.Issuer, "the token does not have a valid issuer");
        Require(Time(claims, "exp") is { } end && seconds < end, "the token has expired");
        Require(Time(claims, "nbf") is not { } start || start <= seconds, "the token is not valid yet");
        Require(Time(claims, "iat") is not { } made || made <= seconds, "the token was issued in the future");
        Require(Audiences(claims).Any(authorizer.Audiences.Contains), "the token does not have a valid audience");
    }

    /// <summary>The scopes: a text that separates them by spaces, or a list.</summary>
    public static string[] Scopes(JsonElement claims) =>
        [.. ScopeClaims.SelectMany(name => Texts(claims, name)).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()];

    private static IEnumerable<string> Audiences(JsonElement claims) => Texts(claims, claims.TryGetProperty("aud", out _) ? "aud" : "client_id");

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement claims, string name) => !claims.TryGetProperty(name, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    /// <returns>Seconds since 1970; null if the token doesn't have the claim.</returns>
    private static double? Time(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return null;
        }

        Require(
            value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && double.IsFinite(seconds),
            $"the token's {name} is not a number");
        return value.GetDouble();
    }

    private static void Require(bool isMet, string otherwise)
    {
        if (!isMet)
        {
            throw new InvalidTokenException(otherwise);
        }
    }
}
