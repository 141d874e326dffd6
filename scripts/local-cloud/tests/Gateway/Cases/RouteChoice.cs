using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for the choice of a route.</summary>
public static class RouteChoice
{
    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("An exact route takes precedence over a parameter", "GET /pets/dog/1", Routing, "routeKey = \"GET /pets/dog/1\"", "pathParameters = null"),
        GatewayCase.Seen("A parameter takes precedence over {proxy+}", "GET /pets/7", Routing, "routeKey = \"GET /pets/{id}\"", "pathParameters.id = \"7\""),
        GatewayCase.Seen("{proxy+} matches the rest of a path", "GET /pets/dog/2", Routing, "routeKey = \"GET /pets/{proxy+}\"", "pathParameters.proxy = \"dog/2\""),
        GatewayCase.Seen("A full match takes precedence over {proxy+} with more literal text", "GET /zoo/b", Routing, "routeKey = \"GET /{x}/b\""),
        GatewayCase.Seen("A method takes precedence over ANY", "GET /exact", Routing, "routeKey = \"GET /exact\""),
        GatewayCase.Seen("ANY matches a method that has no route", "DELETE /exact", Routing, "routeKey = \"ANY /exact\"", "requestContext.http.method = \"DELETE\""),
        GatewayCase.Seen("ANY matches a method that HTTP doesn't define", "BREW /exact", Undocumented("ANY"), "requestContext.http.method = \"BREW\""),
        GatewayCase.Seen("An encoded slash doesn't end a parameter", "GET /pets/a%2Fb", Undocumented("RFC 3986, section 2.2"), "routeKey = \"GET /pets/{id}\"", "pathParameters.id = \"a/b\""),
        GatewayCase.Seen("Without CORS, an OPTIONS request goes to its route", "OPTIONS /options", Cors, "routeKey = \"OPTIONS /options\""),
        GatewayCase.Refused("A host that is not a name of this cloud is rejected", "GET /exact\nHost: rebound.example", 403,
            "This is not a name of the local cloud: rebound.example. Call it as 127.0.0.1 or localhost, or allow another name: scripts/up --host NAME.",
            "the local cloud's own: DNS rebinding"),
        GatewayCase.Refused("A path without a route is not found", "GET /nothing", 404, "Not Found", Routing),
        GatewayCase.Refused("A method without a route is not found", "POST /limited", 404, "Not Found", Routing),
        GatewayCase.Refused("{proxy+} doesn't match an empty rest", "GET /any", 404, "Not Found", Undocumented("the rule that a parameter has a value")),
        GatewayCase.Refused("{proxy+} doesn't match a single slash", "GET /any/", 404, "Not Found", Undocumented("the rule that a parameter has a value")),
        GatewayCase.Refused("A trailing slash makes a different path", "POST /exact/", 404, "Not Found", Undocumented("the path as sent")),
        GatewayCase.Refused("An extra slash makes a different path", "GET //exact", 404, "Not Found", Undocumented("the path as sent")),
        GatewayCase.Refused("Paths are case-sensitive", "GET /EXACT", 404, "Not Found", Undocumented("RFC 3986, section 6.2.2.1")),
        GatewayCase.Refused("A route with a limit of zero rejects all requests", "GET /limited", 429, "Too Many Requests", Throttling),
    ];
}
