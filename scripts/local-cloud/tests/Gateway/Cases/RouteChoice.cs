using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Which route takes a request.</summary>
public static class RouteChoice
{
    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("An exact route comes before a parameter", "GET /pets/dog/1", Routing, "routeKey = \"GET /pets/dog/1\"", "pathParameters = null"),
        GatewayCase.Seen("A parameter comes before {proxy+}", "GET /pets/7", Routing, "routeKey = \"GET /pets/{id}\"", "pathParameters.id = \"7\""),
        GatewayCase.Seen("{proxy+} takes the rest of a path", "GET /pets/dog/2", Routing, "routeKey = \"GET /pets/{proxy+}\"", "pathParameters.proxy = \"dog/2\""),
        GatewayCase.Seen("A full match comes before {proxy+} with more text", "GET /zoo/b", Routing, "routeKey = \"GET /{x}/b\""),
        GatewayCase.Seen("A method comes before ANY", "GET /exact", Routing, "routeKey = \"GET /exact\""),
        GatewayCase.Seen("ANY takes a method that has no route", "DELETE /exact", Routing, "routeKey = \"ANY /exact\"", "requestContext.http.method = \"DELETE\""),
        GatewayCase.Seen("ANY takes a method that HTTP does not know", "BREW /exact", Undocumented("ANY"), "requestContext.http.method = \"BREW\""),
        GatewayCase.Seen("An encoded slash does not end a parameter", "GET /pets/a%2Fb", Undocumented("RFC 3986, section 2.2"), "routeKey = \"GET /pets/{id}\"", "pathParameters.id = \"a/b\""),
        GatewayCase.Seen("An OPTIONS request without CORS goes to its route", "OPTIONS /options", Cors, "routeKey = \"OPTIONS /options\""),
        GatewayCase.Refused("A host that is no name of this cloud is refused", "GET /exact\nHost: rebound.example", 403,
            "This is no name of the local cloud: rebound.example. Call it as 127.0.0.1 or localhost, or allow another name: scripts/up --host NAME.",
            "the local cloud's own: DNS rebinding"),
        GatewayCase.Refused("A path without a route is not found", "GET /nothing", 404, "Not Found", Routing),
        GatewayCase.Refused("A method without a route is not found", "POST /limited", 404, "Not Found", Routing),
        GatewayCase.Refused("{proxy+} does not take an empty rest", "GET /any", 404, "Not Found", Undocumented("a parameter has a value")),
        GatewayCase.Refused("{proxy+} does not take a slash alone", "GET /any/", 404, "Not Found", Undocumented("a parameter has a value")),
        GatewayCase.Refused("A slash at the end makes another path", "POST /exact/", 404, "Not Found", Undocumented("the path as sent")),
        GatewayCase.Refused("A slash more makes another path", "GET //exact", 404, "Not Found", Undocumented("the path as sent")),
        GatewayCase.Refused("A path differs by case", "GET /EXACT", 404, "Not Found", Undocumented("RFC 3986, section 6.2.2.1")),
        GatewayCase.Refused("A route with a limit of nothing refuses all", "GET /limited", 429, "Too Many Requests", Throttling),
    ];
}
