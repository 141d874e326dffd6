using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Issuer;

/// <summary>
/// The endpoints of the issuer: what verifies tokens, for everybody
/// (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery</see>), and what issues them, for the
/// cloud's user, whose access key is the client's ID and secret
/// (<see href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">client credentials grant</see>).
/// </summary>
internal static class IssuerApi
{
    private const int DefaultLifetime = 3600;
    private const int LongestLifetime = 24 * 3600;

    public static void Map(IEndpointRouteBuilder routes, string path, TokenIssuer issuer, AccessKey user)
    {
        routes.MapGet($"{path}/.well-known/openid-configuration", () => Json(200, new()
        {
            ["issuer"] = issuer.Url,
            ["jwks_uri"] = $"{issuer.Url}/jwks.json",
            ["token_endpoint"] = $"{issuer.Url}/token",
            ["grant_types_supported"] = new JsonArray("client_credentials"),
            ["response_types_supported"] = new JsonArray("token"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_basic"),
        }));
        routes.MapGet($"{path}/jwks.json", () => Json(200, new()
        {
            ["keys"] = new JsonArray([.. issuer.Keys.Public.Select(key => new JsonObject
            {
                ["kty"] = key.Kty, ["use"] = "sig", ["alg"] = "RS256", ["kid"] = key.Kid, ["n"] = key.N, ["e"] = key.E,
            })]),
        }));
        routes.MapPost($"{path}/token", async (HttpRequest request) =>
            (IResult)(Admission.IsFrom(user, request) ? Answer(issuer, user, await FormOf(request)) : Unknown()));
        routes.MapPost($"{path}/rotate", (HttpRequest request) =>
        {
            if (!Admission.IsFrom(user, request))
            {
                return (IResult)Unknown();
            }

            issuer.Keys.Rotate();
            return Results.NoContent();
        });
    }

    /// <summary>Whether a request is for the issuer, which decides itself what it tells whom.</summary>
    public static bool IsCall(HttpRequest request, string path) => request.Path.StartsWithSegments(path, StringComparison.Ordinal);

    private static NotStored Answer(TokenIssuer issuer, AccessKey user, IFormCollection form)
    {
        if (form["grant_type"] != "client_credentials")
        {
            return Error(400, "unsupported_grant_type", "The only grant type is client_credentials.");
        }

        if (form["audience"].ToString() is not { Length: > 0 } audience)
        {
            return Error(400, "invalid_request", "The request has no audience.");
        }

        var lifetime = DefaultLifetime;
        if (form["expires_in"].ToString() is { Length: > 0 } asked
            && (!int.TryParse(asked, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out lifetime) || Math.Abs((long)lifetime) > LongestLifetime))
        {
            return Error(400, "invalid_request", $"expires_in is not from -{LongestLifetime} to {LongestLifetime} seconds.");
        }

        return Json(200, new()
        {
            ["access_token"] = issuer.Issue(user.Id, audience, form["scope"].ToString(), lifetime),
            ["token_type"] = "Bearer",
            ["expires_in"] = lifetime,
        });
    }

    private static async Task<IFormCollection> FormOf(HttpRequest request) =>
        request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;

    private static NotStored Unknown() => Error(401, "invalid_client", "Only the cloud's user gets tokens: scripts/token asks for one.");

    private static NotStored Error(int status, string code, string description) =>
        Json(status, new() { ["error"] = code, ["error_description"] = description });

    // Tokens must not be kept by anybody on the way: RFC 6749, section 5.1.
    private static NotStored Json(int status, JsonObject body) => new NotStored(Results.Text(body.ToJsonString(), "application/json", statusCode: status));

    private sealed class NotStored(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
