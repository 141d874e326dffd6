using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>What becomes of a path.</summary>
public static class Paths
{
    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("The path begins with the name of the stage", "GET /Prod/exact", PayloadFormat,
            "rawPath = \"/Prod/exact\"", "requestContext.http.path = \"/Prod/exact\"", "requestContext.stage = \"Prod\""),
        GatewayCase.Seen("The stage $default has no part in the path", "GET /exact", PayloadFormat,
            "rawPath = \"/exact\"", "requestContext.stage = \"$default\""),
        GatewayCase.Seen("The root of a stage is a route", "GET /Prod/", Routing, "routeKey = \"GET /\"", "rawPath = \"/Prod/\""),
        GatewayCase.Seen("A stage without a slash after it is its root", "GET /Prod", Undocumented("the root of the stage"), "routeKey = \"GET /\""),
        GatewayCase.Seen("The root of $default is a route", "GET /", Routing, "routeKey = \"GET /\"", "rawPath = \"/\""),
        GatewayCase.Seen("A space is decoded", "GET /any/space%20value", RecordedPaths,
            "rawPath = \"/any/space value\"", "pathParameters.proxy = \"space value\""),
        GatewayCase.Seen("UTF-8 is decoded", "GET /any/unicode-%CE%BB-%E4%B8%96", RecordedPaths,
            "rawPath = \"/any/unicode-\u03bb-\u4e16\"", "pathParameters.proxy = \"unicode-\u03bb-\u4e16\""),
        GatewayCase.Seen("An emoji is decoded", "GET /pets/%F0%9F%98%8A", Snapshot("V2_UnicodeCharactersInPath"), "pathParameters.id = \"\U0001f60a\""),
        GatewayCase.Seen("A number sign is decoded", "GET /any/hash%23value", RecordedPaths, "rawPath = \"/any/hash#value\""),
        GatewayCase.Seen("An encoded slash is decoded", "GET /any/slash%2Fvalue", RecordedPaths, "rawPath = \"/any/slash/value\""),
        GatewayCase.Seen("An encoded question mark cuts the path", "GET /any/question%3Fvalue", RecordedPaths, "rawPath = \"/any/question\""),
        GatewayCase.Seen("A path is decoded twice: slash", "GET /any/literal%252Fvalue", RecordedPaths, "rawPath = \"/any/literal/value\""),
        GatewayCase.Seen("A path is decoded twice: question mark", "GET /any/literal%253Fvalue", RecordedPaths, "rawPath = \"/any/literal?value\""),
        GatewayCase.Seen("A path is decoded twice: percent sign", "GET /any/literal%2525value", RecordedPaths, "rawPath = \"/any/literal%value\""),
        GatewayCase.Refused("A percent sign that is left after decoding is refused", "GET /any/percent%25done", 400, "Bad Request", RecordedPaths + " (status)"),
        GatewayCase.Refused("A percent sign without digits is refused", "GET /any/%zz", 400, "Bad Request", Undocumented("percent%25done")),
        GatewayCase.Refused("A percent sign at the end is refused", "GET /any/x%", 400, "Bad Request", Undocumented("percent%25done")),
        GatewayCase.Refused("Octets that are no UTF-8 are refused", "GET /any/%FF", 400, "Bad Request", Undocumented("percent%25done")),
        GatewayCase.Seen("A plus sign in a path stays", "GET /any/a+b", Undocumented("RFC 3986, section 2.2"), "rawPath = \"/any/a+b\"", "pathParameters.proxy = \"a+b\""),
        GatewayCase.Seen("A semicolon and what follows stay", "GET /any/a;b=c", Undocumented("RFC 3986, section 3.3"), "rawPath = \"/any/a;b=c\""),
        GatewayCase.Seen("A slash at the end stays", "GET /any/x/", "expected by floci-io/floci#2136", "rawPath = \"/any/x/\"", "pathParameters.proxy = \"x/\""),
        GatewayCase.Seen("Slashes in a row stay", "GET /any//x", Undocumented("RFC 3986, section 3.3"), "rawPath = \"/any//x\"", "pathParameters.proxy = \"/x\""),
        GatewayCase.Seen("Dots stay", "GET /any/a/../b", Undocumented("the path as sent"), "rawPath = \"/any/a/../b\""),
        GatewayCase.Seen("The absolute form has its path taken", "GET http://localhost/any/x?a=1", "RFC 9112, section 3.2.2", "rawPath = \"/any/x\"", "rawQueryString = \"a=1\""),
    ];
}
