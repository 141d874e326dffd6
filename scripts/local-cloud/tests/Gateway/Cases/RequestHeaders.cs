using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for headers and cookies.</summary>
public static class RequestHeaders
{
    private const string HopByHop = "not documented; follows RFC 9110, section 7.6.1";

    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("Names are in lowercase", "GET /exact\nX-CuStOm: A", PayloadFormat, "headers.x-custom = \"A\"", "headers.X-CuStOm = null"),
        GatewayCase.Seen("Repeated headers are joined by commas", "GET /exact\nX-A: first\nx-a: second", RecordedEvent, "headers.x-a = \"first,second\""),
        GatewayCase.Seen("An empty header is empty", "GET /exact\nX-A:", Undocumented("the header as sent"), "headers.x-a = \"\""),
        GatewayCase.Seen("Spaces around a value are removed", "GET /exact\nX-A:  b \t", "RFC 9112, section 5.1", "headers.x-a = \"b\""),
        GatewayCase.Seen("UTF-8 in a header is decoded", "GET /exact\nX-A: caf\u00c3\u00a9", "aws/aws-lambda-dotnet#1231", "headers.x-a = \"caf\u00e9\""),
        GatewayCase.Seen("A request without a body has a length of 0", "GET /exact", "recorded: aws/aws-lambda-java-libs#240", "headers.content-length = \"0\""),
        GatewayCase.Seen("The host is the one in the request", "GET /exact\nHost: api.example.com", RecordedEvent, "headers.host = \"api.example.com\"", "requestContext.domainName = \"api.example.com\"", "requestContext.domainPrefix = \"api\""),
        GatewayCase.Seen("The user agent is in the headers and the context", "GET /exact\nUser-Agent: curl/8.7.1", RecordedEvent, "headers.user-agent = \"curl/8.7.1\"", "requestContext.http.userAgent = \"curl/8.7.1\""),
        GatewayCase.Seen("A missing user agent is empty", "GET /exact", Snapshot("V2_BinaryContent"), "requestContext.http.userAgent = \"\"", "headers.user-agent = null"),
        GatewayCase.Seen("The caller's address is added", "GET /exact", RecordedEvent, "headers.x-forwarded-for = \"127.0.0.1\"", "requestContext.http.sourceIp = \"127.0.0.1\""),
        GatewayCase.Seen("The caller's address is appended to existing ones", "GET /exact\nX-Forwarded-For: 192.0.2.1", Undocumented("load balancers, which append"), "headers.x-forwarded-for = \"192.0.2.1, 127.0.0.1\"", "requestContext.http.sourceIp = \"127.0.0.1\""),
        GatewayCase.Seen("The caller can't set the protocol", "GET /exact\nX-Forwarded-Proto: gopher", Undocumented("the recorded event, where the gateway sets it"), "headers.x-forwarded-proto = \"http\""),
        GatewayCase.Seen("A trace that the caller started is continued", "GET /exact\nX-Amzn-Trace-Id: Root=1-6a5145a9-1bae89e2512ec92d5d9438a0", "https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html", "headers.x-amzn-trace-id = \"Root=1-6a5145a9-1bae89e2512ec92d5d9438a0\""),
        GatewayCase.Seen("The content type is unchanged", "POST /exact\nContent-Type: text/plain; Charset=UTF-8", RecordedEvent, "headers.content-type = \"text/plain; Charset=UTF-8\""),
        GatewayCase.Seen("Hop-by-hop headers are removed", "GET /exact\nConnection: keep-alive\nKeep-Alive: timeout=5\nTE: trailers", HopByHop, "headers.connection = null", "headers.keep-alive = null", "headers.te = null"),
        GatewayCase.Seen("The function receives the Authorization header", "GET /exact\nAuthorization: Bearer x", PayloadFormat, "headers.authorization = \"Bearer x\"", "requestContext.authorizer = null"),
        GatewayCase.Seen("Cookies are removed from the headers", "GET /exact\nCookie: session=abc123; theme=dark", RecordedEvent, "cookies = [\"session=abc123\",\"theme=dark\"]", "headers.cookie = null"),
        GatewayCase.Seen("Cookies from several headers are combined", "GET /exact\nCookie: a=1\nCookie: b=2", Undocumented("RFC 6265, section 5.4"), "cookies = [\"a=1\",\"b=2\"]"),
        GatewayCase.Seen("Cookies without spaces between them are separated", "GET /exact\nCookie: a=1;b=2;", Undocumented("RFC 6265, section 5.2"), "cookies = [\"a=1\",\"b=2\"]"),
        GatewayCase.Seen("A cookie keeps its quotes and equals signs", "GET /exact\nCookie: a=\"b=c\"", Undocumented("the cookie as sent"), "cookies = [\"a=\\u0022b=c\\u0022\"]"),
        GatewayCase.Seen("Without a Cookie header, there are no cookies", "GET /exact", Snapshot("V2_BinaryContent"), "cookies = null"),
        GatewayCase.Seen("The context identifies the API", "GET /exact", RecordedEvent, "version = \"2.0\"", "requestContext.accountId = \"123456789012\"", "requestContext.apiId = \"api\"", "requestContext.routeKey = \"GET /exact\"", "requestContext.http.protocol = \"HTTP/1.1\"", "requestContext.authentication = null"),
        GatewayCase.Seen("Stage variables are included", "GET /exact", PayloadFormat, "stageVariables = {\"color\":\"blue\"}"),
    ];
}
