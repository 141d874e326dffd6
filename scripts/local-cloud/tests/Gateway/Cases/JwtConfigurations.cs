using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for routes with JWT authorization, and for configurations that AWS would not accept, which lets nobody in.</summary>
public static class JwtConfigurations
{
    private const string Own = "AWS doesn't accept this configuration; the local cloud closes the route";

    public static IEnumerable<GatewayCase> All =>
    [
        Unavailable("An issuer that can't be reached lets nobody in", "GET /jwt/down"),
        Unavailable("An issuer without TLS lets nobody in", "GET /jwt/http"),
        Closed("An authorizer that doesn't exist lets nobody in", "GET /jwt/missing\nAuthorization: Bearer <valid>"),
        Closed("An authorizer without an audience lets nobody in", "GET /jwt/no-audience\nAuthorization: Bearer <valid>"),
        Closed("An authorizer of an unknown type lets nobody in", "GET /jwt/unknown\nAuthorization: Bearer <valid>"),
        Closed("An authorizer of another type lets nobody in", "GET /jwt/lambda\nAuthorization: Bearer <valid>"),
        Closed("A route with an authorizer but without a type lets nobody in", "GET /closed/none\nAuthorization: Bearer <valid>"),
        Closed("A route with an unknown type of authorization lets nobody in", "GET /closed/new\nAuthorization: Bearer <valid>"),
        GatewayCase.Refused("HEAD is another method than GET", "HEAD /jwt", 404, "Not Found", Routing) with { Body = "", IsRefused = true },
        GatewayCase.Refused("HEAD needs a token on a route for ANY", "HEAD /jwt/any", 401, "Unauthorized", Jwt) with
        {
            Body = "", IsRefused = true, Headers = ["www-authenticate: Bearer", "content-length: 26"],
        },
        GatewayCase.Refused("OPTIONS needs a token on a route for ANY without CORS", "OPTIONS /jwt/any\nOrigin: https://a.example\nAccess-Control-Request-Method: GET", 401, "Unauthorized", Cors) with { IsRefused = true },
        GatewayCase.Refused("A method that HTTP doesn't define needs a token on a route for ANY", "BREW /jwt/any", 401, "Unauthorized", Jwt) with { IsRefused = true },
        GatewayCase.Seen("A token opens a route for ANY", "GET /jwt/any\nAuthorization: Bearer <valid>", Jwt, "routeKey = \"ANY /jwt/any\""),
        GatewayCase.Refused("A trailing slash doesn't lead around the authorizer", "GET /jwt/any/", 404, "Not Found", Undocumented("the path as sent")) with { IsRefused = true },
        GatewayCase.Refused("An encoded path doesn't lead around the authorizer", "GET /%6Awt", 401, "Unauthorized", Jwt) with { IsRefused = true },
        GatewayCase.Refused("A path that is encoded twice doesn't lead around the authorizer", "GET /%256Awt", 401, "Unauthorized", Jwt) with { IsRefused = true },
        GatewayCase.Refused("A target in absolute form doesn't lead around the authorizer", "GET http://localhost/jwt", 401, "Unauthorized", Jwt) with { IsRefused = true },
        GatewayCase.Refused("The stage's path doesn't lead around the authorizer", "GET /Prod/jwt", 401, "Unauthorized", Jwt) with { IsRefused = true },
        GatewayCase.Refused("A header for another method doesn't lead around the authorizer", "GET /jwt\nX-HTTP-Method-Override: OPTIONS", 401, "Unauthorized", Jwt) with { IsRefused = true },
        GatewayCase.Seen("A route that is open needs no token", "GET /exact\nAuthorization: Bearer <expired>", Jwt, "requestContext.authorizer = null"),
    ];

    private static GatewayCase Unavailable(string name, string sent) =>
        GatewayCase.Refused(name, $"{sent}\nAuthorization: Bearer <valid>", 401, "Unauthorized", RecordedIssuerErrors) with
        {
            IsRefused = true,
            Headers = ["www-authenticate: Bearer scope=\"\" error=\"invalid_token\" error_description=\"OIDC discovery endpoint communication error\""],
        };

    private static GatewayCase Closed(string name, string sent) =>
        GatewayCase.Refused(name, sent, 500, "Internal Server Error", Own) with { IsRefused = true };
}
