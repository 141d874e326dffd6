using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for paths.</summary>
public static class Paths
{
    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("The path begins with the stage name", "GET /Prod/exact", PayloadFormat,
            "rawPath = \"/Prod/exact\"", "requestContext.http.path = \"/Prod/exact\"", "requestContext.stage = \"Prod\""),
        GatewayCase.Seen("The stage $default is not part of the path", "GET /exact", PayloadFormat,
            "rawPath = \"/exact\"", "requestContext.stage = \"$default\""),
        GatewayCase.Seen("The root of a stage is a route", "GET /Prod/", Routing, "routeKey = \"GET /\"", "rawPath = \"/Prod/\""),
        GatewayCase.Seen("The path of a stage without a trailing slash is its root", "GET /Prod", Undocumented("the root of the stage"), "routeKey = \"GET /\""),
        GatewayCase.Seen("The root of $default is a route", "GET /", Routing, "routeKey = \"GET /\"", "rawPath = \"/\""),
        GatewayCase.Seen("A space is decoded", "GET /any/space%20value", RecordedPaths,
            "rawPath = \"/any/space value\"", "pathParameters.proxy = \"space value\""),
        GatewayCase.Seen("UTF-8 is decoded", "GET /any/unicode-%CE%BB-%E4%B8%96", RecordedPaths,
            "rawPath = \"/any/unicode-\u03bb-\u4e16\"", "pathParameters.proxy = \"unicode-\u03bb-\u4e16\""),
        GatewayCase.Seen("An emoji is decoded", "GET /pets/%F0%9F%98%8A", Snapshot("V2_UnicodeCharactersInPath"), "pathParameters.id = \"\U0001f60a\""),
        GatewayCase.Seen("A number sign is decoded", "GET /any/hash%23value", RecordedPaths, "rawPath = \"/any/hash#value\""),
        GatewayCase.Seen("An encoded slash is decoded", "GET /any/slash%2Fvalue", RecordedPaths, "rawPath = \"/any/slash/value\""),
        GatewayCase.Seen("An encoded question mark ends the path", "GET /any/question%3Fvalue", RecordedPaths, "rawPath = \"/any/question\""),
        GatewayCase.Seen("A path is decoded twice: slash", "GET /any/literal%252Fvalue", RecordedPaths, "rawPath = \"/any/literal/value\""),
        GatewayCase.Seen("A path is decoded twice: question mark", "GET /any/literal%253Fvalue", RecordedPaths, "rawPath = \"/any/literal?value\""),
        GatewayCase.Seen("A path is decoded twice: percent sign", "GET /any/literal%2525value", RecordedPaths, "rawPath = \"/any/literal%value\""),
        GatewayCase.Refused("A percent sign that remains after decoding is rejected", "GET /any/percent%25done", 400, "Bad Request", RecordedPaths + " (status)"),
        GatewayCase.Refused("A percent sign without digits is rejected", "GET /any/%zz", 400, "Bad Request", Undocumented("percent%25done")),
        GatewayCase.Refused("A percent sign at the end is rejected", "GET /any/x%", 400, "Bad Request", Undocumented("percent%25done")),
        GatewayCase.Refused("Bytes that are not valid UTF-8 are rejected", "GET /any/%FF", 400, "Bad Request", Undocumented("percent%25done")),
        GatewayCase.Seen("A plus sign in a path is kept", "GET /any/a+b", Undocumented("RFC 3986, section 2.2"), "rawPath = \"/any/a+b\"", "pathParameters.proxy = \"a+b\""),
        GatewayCase.Seen("A semicolon and the text after it are kept", "GET /any/a;b=c", Undocumented("RFC 3986, section 3.3"), "rawPath = \"/any/a;b=c\""),
        GatewayCase.Seen("A trailing slash is kept", "GET /any/x/", "expected by floci-io/floci#2136", "rawPath = \"/any/x/\"", "pathParameters.proxy = \"x/\""),
        GatewayCase.Seen("Consecutive slashes are kept", "GET /any//x", Undocumented("RFC 3986, section 3.3"), "rawPath = \"/any//x\"", "pathParameters.proxy = \"/x\""),
        GatewayCase.Seen("Dot segments are kept", "GET /any/a/../b", Undocumented("the path as sent"), "rawPath = \"/any/a/../b\""),
        GatewayCase.Seen("For a request target in absolute form, the path is used", "GET http://localhost/any/x?a=1", "RFC 9112, section 3.2.2", "rawPath = \"/any/x\"", "rawQueryString = \"a=1\""),
    ];
}
