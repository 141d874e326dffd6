using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>An authorizer that accepts tokens of an issuer for certain audiences.</summary>
internal sealed record JwtAuthorizer(string Id, IdentitySource Source, string Issuer, IReadOnlyList<string> Audiences) : Authorizer(Id)
{
    /// <exception cref="FormatException">The configuration is not valid.</exception>
    public static JwtAuthorizer Parse(string id, JsonNode authorizer)
    {
        var sources = authorizer["identitySource"]?.AsArray();
        if (sources is not [{ } source] || IdentitySource.Parse((string)source!) is not { Kind: IdentitySourceKind.Header or IdentitySourceKind.Query } read)
        {
            throw new FormatException("its identity source is not one header or one query parameter");
        }

        if ((string?)authorizer["jwtConfiguration"]?["issuer"] is not { Length: > 0 } issuer)
        {
            throw new FormatException("it has no issuer");
        }

        string[] audiences = [.. authorizer["jwtConfiguration"]!["audience"]?.AsArray().Select(audience => (string)audience!) ?? []];
        return audiences.Length > 0 ? new(id, read, issuer, audiences) : throw new FormatException("it has no audience");
    }
}
