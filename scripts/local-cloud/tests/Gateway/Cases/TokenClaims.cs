using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for the claims of tokens. Texts in angle brackets stand for tokens with a valid signature.</summary>
public static class TokenClaims
{
    private const string Expired = "the token has expired";
    private const string Issuer = "the token does not have a valid issuer";
    private const string Audience = "the token does not have a valid audience";
    private const string Unreadable = "the token can't be read";
    private const string Plain = "not documented; the text is the local cloud's own";

    public static IEnumerable<GatewayCase> All =>
    [
        Refused("A token that has expired is not valid", "expired", Expired, RecordedExpiry),
        GatewayCase.Refused("The challenge names the scopes of the route", "GET /jwt/scoped\nAuthorization: Bearer <expired>", 401, "Unauthorized", RecordedExpiry) with
        {
            IsRefused = true,
            Headers = [$"www-authenticate: Bearer scope=\"orders/read orders/write\" error=\"invalid_token\" error_description=\"{Expired}\""],
        },
        Accepted("A time can have a fraction", "expires in a second fraction", "RFC 7519, section 2"),
        Refused("A token must expire", "without exp", Expired, Undocumented("the rule that exp must be after the current time")),
        Refused("A time is a number", "exp as text", "the token's exp is not a number", "RFC 7519, section 2"),
        Refused("A time is a number that exists", "exp beyond all numbers", Unreadable, Plain),
        Refused("A token that is not valid yet is not valid", "not valid yet", "the token is not valid yet", Jwt + " (the text is the local cloud's own)"),
        Refused("A begin is a number", "nbf as text", Unreadable, "RFC 7519, section 2"),
        Refused("A token from the future is not valid", "issued in the future", "the token was issued in the future", Jwt + " (the text is the local cloud's own)"),
        Accepted("A token needs neither iat nor nbf", "without iat and nbf", "RFC 7519, section 4.1"),
        Refused("Another issuer's token is not valid", "of another issuer", Issuer, Jwt + " (the text is the local cloud's own)"),
        Refused("An issuer with a trailing slash is another one", "issuer with a slash", Issuer, "RFC 7519, section 4.1.1"),
        Refused("An issuer in capitals is another one", "issuer in capitals", Issuer, "RFC 7519, section 4.1.1"),
        Refused("An issuer is not a list", "issuers in a list", Unreadable, "RFC 7519, section 4.1.1"),
        Refused("A token must name its issuer", "without iss", Issuer, Jwt + " (the text is the local cloud's own)"),
        Refused("A token for another audience is not valid", "for another audience", Audience, JwtTroubleshooting),
        Accepted("A token can be for any of the audiences", "for the second audience", Jwt),
        Accepted("A token can be for several audiences", "for several audiences", "RFC 7519, section 4.1.3"),
        Refused("A part of an audience is another one", "for several other audiences", Audience, Jwt),
        Refused("A token must be for somebody", "for no audience", Audience, Jwt),
        Accepted("Without aud, client_id counts", "client_id instead of aud", Jwt),
        Refused("Without aud, another client_id is not valid", "another client_id instead of aud", Audience, Jwt),
        Refused("With aud, client_id doesn't count", "client_id and another aud", Audience, JwtTroubleshooting),
        Refused("With an aud of null, client_id doesn't count", "audience null", Audience, Undocumented("an aud that is present")),
        Scoped("One of the route's scopes is enough", "scope orders/read", Jwt, """["openid","orders/read"]"""),
        Scoped("Scopes can be in a list", "scopes in a list", Undocumented("scp"), """["openid","orders/write"]"""),
        Scoped("Scopes can be in scp", "scp orders/write", Jwt, """["openid","orders/write"]"""),
        Scoped("Scopes can be in scp, in a list", "scp in a list", Jwt, """["orders/write"]"""),
        Forbidden("A token without scopes is not enough", "valid", Jwt),
        Forbidden("A token with other scopes is not enough", "scope openid", Jwt),
        Forbidden("A scope that begins like the route's is another one", "scope orders/reader", Jwt),
        Forbidden("A scope in capitals is another one", "scope ORDERS/READ", "RFC 6749, section 3.3"),
        Forbidden("A scope is text", "scope 7", "RFC 6749, section 3.3"),
        GatewayCase.Seen("Without scopes of the route, the event has none", "GET /jwt\nAuthorization: Bearer <scope orders/read>", Undocumented("events that users show"),
            "requestContext.authorizer.jwt.scopes = null", "requestContext.authorizer.jwt.claims.scope = \"openid orders/read\""),
        GatewayCase.Seen("Claims are texts", "GET /jwt\nAuthorization: Bearer <valid, with other claims>", "not documented; follows events that users show, except for objects",
            "requestContext.authorizer.jwt.claims.groups = \"[staff admins]\"", "requestContext.authorizer.jwt.claims.level = \"7\"",
            "requestContext.authorizer.jwt.claims.staff = \"true\"", "requestContext.authorizer.jwt.claims.nothing = null",
            "requestContext.authorizer.jwt.claims.address = \"map[city:x zip:1]\"", "requestContext.authorizer.jwt.claims.mixed = \"[1 <nil> a]\""),
        Refused("A claim with half a character is not valid", "claim with half a character", Unreadable, Undocumented("RFC 8259, section 8.2")),
        Accepted("A token that the previous key has signed is valid", "signed with the previous key", Jwt),
        Accepted("A token that a new key has signed is valid at once", "signed with a new key", Undocumented("JWT authorizers of REST APIs")),
    ];

    private static GatewayCase Refused(string name, string token, string description, string source) =>
        GatewayCase.Refused(name, $"GET /jwt\nAuthorization: Bearer <{token}>", 401, "Unauthorized", source) with
        {
            IsRefused = true,
            Headers = [$"www-authenticate: Bearer scope=\"\" error=\"invalid_token\" error_description=\"{description}\""],
        };

    private static GatewayCase Accepted(string name, string token, string source) =>
        GatewayCase.Seen(name, $"GET /jwt\nAuthorization: Bearer <{token}>", source, "requestContext.authorizer.jwt.claims.sub = \"anna\"");

    private static GatewayCase Scoped(string name, string token, string source, string scopes) =>
        GatewayCase.Seen(name, $"GET /jwt/scoped\nAuthorization: Bearer <{token}>", source, $"requestContext.authorizer.jwt.scopes = {scopes}");

    private static GatewayCase Forbidden(string name, string token, string source) =>
        GatewayCase.Refused(name, $"GET /jwt/scoped\nAuthorization: Bearer <{token}>", 403, "Forbidden", source) with { IsRefused = true };
}
