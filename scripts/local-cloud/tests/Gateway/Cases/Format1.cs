using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for integrations with payload format 1.0.</summary>
public static class Format1
{
    private const string Path = "/format1/7";

    public static IEnumerable<GatewayCase> All =>
    [
        Seen("The event has the version of its format", "", "version = \"1.0\"", "routeKey = null", "rawPath = null"),
        Seen("The resource is the path of the route", "", "resource = \"/format1/{id}\"", "requestContext.resourcePath = \"/format1/{id}\"", "path = \"/format1/7\"", "pathParameters.id = \"7\""),
        Seen("The request is described twice", "", "httpMethod = \"GET\"", "requestContext.httpMethod = \"GET\"", "requestContext.path = \"/format1/7\"", "requestContext.protocol = \"HTTP/1.1\"", "requestContext.stage = \"$default\""),
        Seen("What is missing is null", "", "queryStringParameters = null", "multiValueQueryStringParameters = null", "body = null", "requestContext.authorizer.claims = null", "isBase64Encoded = false"),
        new("A repeated parameter has its last value, and all values in a list", $"GET {Path}?a=1&a=2&b=%20", PayloadFormat)
        {
            Event = ["queryStringParameters.a = \"2\"", "multiValueQueryStringParameters.a = [\"1\",\"2\"]", "queryStringParameters.b = \" \""],
        },
        Seen("A repeated header has its last value, and all values in a list", "\nX-A: 1\nX-A: 2", "headers.X-A = \"2\"", "multiValueHeaders.X-A = [\"1\",\"2\"]"),
        Seen("Cookies are a header", "\nCookie: a=1; b=2", "headers.Cookie = \"a=1; b=2\"", "cookies = null"),
        Seen("The caller is in the identity", "\nUser-Agent: me", "requestContext.identity.userAgent = \"me\"", "requestContext.identity.sourceIp = \"127.0.0.1\"", "requestContext.identity.userArn = null"),
        new("A body of text is text", $"POST {Path}\nContent-Type: application/json\nContent-Length: 2", PayloadFormat) { SentBody = "{}", Event = ["body = \"{}\""] },
        new("Any other body is in base64", $"POST {Path}\nContent-Type: image/png\nContent-Length: 2", PayloadFormat) { SentBody = "hi", Event = ["body = \"aGk=\"", "isBase64Encoded = true"] },
        Made("A status, headers and a body are a response", """{"statusCode":201,"headers":{"X-A":"1"},"body":"made"}""", 201, "made", "x-a: 1"),
        Made("A header can have several values", """{"statusCode":200,"headers":{"x-a":"0","x-b":"3"},"multiValueHeaders":{"X-A":["1","2"]},"body":""}""", 200, "", "x-a: 1", "x-a: 2", "x-b: 3"),
        Made("Cookies are not part of this format", """{"statusCode":200,"cookies":["a=1"]}""", 200, "", "set-cookie:"),
        Malformed("An object without a status is malformed", """{"name":"John"}"""),
        Malformed("Text is malformed", "\"Hello\""),
        Malformed("A list of headers that is none is malformed", """{"statusCode":200,"multiValueHeaders":{"x-a":"1"}}"""),
    ];

    private static GatewayCase Seen(string name, string headers, params string[] lines) => GatewayCase.Seen(name, $"GET {Path}{headers}", PayloadFormat, lines);

    private static GatewayCase Made(string name, string returns, int status, string body, params string[] headers) =>
        new(name, $"GET {Path}", PayloadFormat) { Returns = returns, Status = status, Body = body, Headers = headers };

    private static GatewayCase Malformed(string name, string returns) => new(name, $"GET {Path}", PayloadFormat)
    {
        Returns = returns,
        Status = 500,
        Body = """{"message":"Internal Server Error"}""",
    };
}
