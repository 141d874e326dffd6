using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for query strings.</summary>
public static class Queries
{
    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("Without a query string, there are no parameters", "GET /exact", Snapshot("V2_BinaryContent"), "rawQueryString = \"\"", "queryStringParameters = null"),
        GatewayCase.Seen("A question mark alone is not a query string", "GET /exact?", Undocumented("a request without one"), "rawQueryString = \"\"", "queryStringParameters = null"),
        GatewayCase.Seen("Repeated values are joined by commas", "GET /exact?a=1&a=2", RecordedEvent, "queryStringParameters.a = \"1,2\"", "rawQueryString = \"a=1&a=2\""),
        GatewayCase.Seen("The raw query string stays encoded", "GET /exact?q=a%20b%2Fc", "ministackorg/ministack#1035", "rawQueryString = \"q=a%20b%2Fc\"", "queryStringParameters.q = \"a b/c\""),
        GatewayCase.Seen("Values are decoded before they are joined", "GET /exact?tag=C%23%20P&tag=.NET%20Core", Snapshot("V2_UrlEncodedQueryString"), "queryStringParameters.tag = \"C# P,.NET Core\""),
        GatewayCase.Seen("A plus sign is a space", "GET /exact?a=1+2", RecordedEvent, "queryStringParameters.a = \"1 2\"", "rawQueryString = \"a=1+2\""),
        GatewayCase.Seen("An encoded plus sign is a plus sign", "GET /exact?a=1%2B2", RecordedEvent, "queryStringParameters.a = \"1+2\""),
        GatewayCase.Seen("An empty value is empty", "GET /exact?a=", RecordedEvent, "queryStringParameters.a = \"\""),
        GatewayCase.Seen("A key without a value has an empty value", "GET /exact?a&b=1", Undocumented("an empty value"), "queryStringParameters.a = \"\"", "queryStringParameters.b = \"1\""),
        GatewayCase.Seen("A value can contain an equals sign", "GET /exact?a=b=c", Undocumented("the URL standard's forms"), "queryStringParameters.a = \"b=c\""),
        GatewayCase.Seen("A key is decoded", "GET /exact?caf%C3%A9=1", Undocumented("values"), "queryStringParameters.caf\u00e9 = \"1\""),
        GatewayCase.Seen("Keys are case-sensitive", "GET /exact?a=1&A=2", "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html", "queryStringParameters.a = \"1\"", "queryStringParameters.A = \"2\""),
        GatewayCase.Seen("Consecutive ampersands are ignored", "GET /exact?a=1&&b=2&", Undocumented("the URL standard's forms"), "queryStringParameters.a = \"1\"", "queryStringParameters.b = \"2\"", "rawQueryString = \"a=1&&b=2&\""),
        GatewayCase.Seen("A second question mark is part of the query string", "GET /exact??a=1", "RFC 3986, section 3.4", "rawQueryString = \"?a=1\""),
        GatewayCase.Seen("A percent sign without digits is kept in a query string", "GET /exact?a=%zz", Undocumented("the URL standard's forms"), "rawQueryString = \"a=%zz\"", "queryStringParameters.a = \"%zz\""),
        GatewayCase.Seen("A comma in a value is kept", "GET /exact?a=1,2&a=3", Undocumented("values as sent"), "queryStringParameters.a = \"1,2,3\""),
    ];
}
