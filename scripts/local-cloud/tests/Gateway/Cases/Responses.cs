using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for responses.</summary>
public static class Responses
{
    private const string Conversion = "ToApiGatewayProxyResponse_ValidResponse_MatchesDirectConversion";

    public static IEnumerable<GatewayCase> All =>
    [
        Bare("An object without a status is the body", """{"name": "John", "age": 30}""", """{"name": "John", "age": 30}""", Snapshot(Conversion + "Valid_JSON_Object")),
        Bare("An array is the body", "[1, 2, 3]", "[1, 2, 3]", Snapshot(Conversion + "JSON_Array")),
        Bare("A number is the body", "42", "42", Snapshot(Conversion + "number")),
        Bare("A boolean is the body", "true", "true", Snapshot(Conversion + "boolean")),
        Bare("null is the body", "null", "null", Undocumented("other values without a status")),
        Bare("A string is the body without its quotes", "\"Hello\"", "Hello", Snapshot(Conversion + "string")),
        Bare("Escape sequences in a string are decoded", "\"Special \\\"quoted\\\" text\"", "Special \"quoted\" text", Snapshot(Conversion + "json_special")),
        Bare("An empty string is an empty body", "\"\"", "", Snapshot(Conversion + "empty_string")),
        Bare("Invalid JSON is the body unchanged", "{\"name\": \"John\", \"age\":", "{\"name\": \"John\", \"age\":", Snapshot(Conversion + "Invalid_JSON_Partial_Object")),
        Made("A status and a body are a response", """{"statusCode":201,"body":"made"}""", Snapshot("V2_SetsCorrectStatusCode"), 201, "made", "content-type: text/plain; charset=utf-8", "content-length: 4"),
        Made("A status without a body is a response", """{"statusCode":202}""", PayloadFormat, 202, "", "content-length: 0"),
        Made("The content type is the function's", """{"statusCode":200,"headers":{"Content-Type":"application/xml"},"body":"<a/>"}""", Snapshot("V2_DoesNotOverrideExplicitValues"), 200, "<a/>", "content-type: application/xml"),
        Made("A header is passed through", """{"statusCode":200,"headers":{"X-Custom-Header":"CustomValue"}}""", Snapshot("V2_SetsHeaders"), 200, "", "x-custom-header: CustomValue"),
        Made("Commas in a header are kept", """{"statusCode":200,"headers":{"myheader":"test,second"}}""", Snapshot("V2_HandlesHeadersCorrectly"), 200, "", "myheader: test,second"),
        Made("A number in a header becomes text", """{"statusCode":200,"headers":{"x-a":1,"x-b":true}}""", Undocumented("REST APIs"), 200, "", "x-a: 1", "x-b: true"),
        Made("UTF-8 in a header is passed through", """{"statusCode":200,"headers":{"x-a":"\u00e9"}}""", Undocumented("the function's text"), 200, "", "x-a: \u00e9"),
        Made("Multi-value headers are not part of this format", """{"statusCode":200,"multiValueHeaders":{"x-a":["1","2"]}}""", PayloadFormat, 200, "", "x-a:"),
        Made("Cookies become headers", """{"statusCode":200,"cookies":["a=1; Secure","b=2"]}""", PayloadFormat, 200, "", "set-cookie: a=1; Secure", "set-cookie: b=2"),
        Made("Base64 is decoded", """{"statusCode":200,"isBase64Encoded":true,"body":"aGk="}""", Snapshot("V2_SetsBodyBase64"), 200, "hi"),
        Made("Without the flag, base64 is text", """{"statusCode":200,"body":"aGk="}""", Snapshot("V2_SetsBodyNonBase64"), 200, "aGk="),
        Made("A body of null is empty", """{"statusCode":200,"body":null}""", Undocumented("no body"), 200, ""),
        Made("A status can be a string with a number", """{"statusCode":"201"}""", Undocumented("REST APIs"), 201, ""),
        Made("204 has no body", """{"statusCode":204,"body":"x"}""", "RFC 9110, section 15.3.5", 204, "", "content-length:"),
        Made("205 has no body", """{"statusCode":205,"body":"x"}""", "RFC 9110, section 15.3.6", 205, ""),
        Made("304 has no body", """{"statusCode":304,"headers":{"ETag":"\"a\""},"body":"x"}""", "RFC 9110, section 15.4.5", 304, "", "etag: \"a\""),
        Made("A redirect is passed through", """{"statusCode":302,"headers":{"Location":"https://example.com/"}}""", PayloadFormat, 302, "", "location: https://example.com/"),
        Made("A function's own error is passed through", """{"statusCode":500,"body":"mine"}""", PayloadFormat, 500, "mine"),
        Made("A function can't set hop-by-hop headers", """{"statusCode":200,"headers":{"Connection":"close","Transfer-Encoding":"chunked","Content-Length":"99","Keep-Alive":"x"},"body":"hi"}""", Undocumented("RFC 9110, section 7.6.1"), 200, "hi", "content-length: 2", "transfer-encoding:", "keep-alive:", "connection:"),
        Made("Without a CORS configuration, the function sets CORS headers", """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*"}}""", Cors, 200, "", "access-control-allow-origin: *"),
        Malformed("A status of 0", """{"statusCode":0}""", Snapshot("V2_HandlesZeroStatusCode")),
        Malformed("A status with a decimal fraction", """{"statusCode":200.5}""", Snapshot("ToApiGatewayHttpApiV2ProxyResponse_StatusCodeAsFloat_ReturnsInternalServerError")),
        Malformed("A status of 1000", """{"statusCode":1000}"""), Malformed("An informational status", """{"statusCode":100}"""),
        Malformed("A status that is a word", """{"statusCode":"fine"}"""), Malformed("A status of null", """{"statusCode":null}"""),
        Malformed("A list of headers", """{"statusCode":200,"headers":[]}"""), Malformed("A header that is a list", """{"statusCode":200,"headers":{"x-a":[1]}}"""),
        Malformed("A line break in a header", """{"statusCode":200,"headers":{"x-a":"1\r\nx-b: 2"}}"""), Malformed("A space in a header's name", """{"statusCode":200,"headers":{"x a":"1"}}"""),
        Malformed("A line break in a cookie", """{"statusCode":200,"cookies":["a=1\r\nx-b: 2"]}"""), Malformed("A string for cookies", """{"statusCode":200,"cookies":"a=1"}"""),
        Malformed("A body that is an object", """{"statusCode":200,"body":{"a":1}}"""), Malformed("Invalid base64", """{"statusCode":200,"isBase64Encoded":true,"body":"%"}"""),
        GatewayCase.Refused("A function that fails is an internal error", "GET /exact\nx-fail: no", 500, "Internal Server Error", "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html"),
        GatewayCase.Refused("A response of more than 6 MB is an internal error", "GET /exact\nx-size: 6300000", 500, "Internal Server Error", "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"),
        new("HEAD returns the headers without the body", "HEAD /exact", "RFC 9110, section 9.3.2") { Returns = """{"statusCode":200,"body":"four"}""", Body = "", Headers = ["content-length: 4"] },
    ];

    private static GatewayCase Bare(string name, string answer, string body, string source) =>
        new(name, "GET /exact", source) { Returns = answer, Body = body, Headers = ["content-type: application/json"] };

    private static GatewayCase Made(string name, string answer, string source, int status, string body, params string[] headers) =>
        new(name, "GET /exact", source) { Returns = answer, Status = status, Body = body, Headers = headers };

    private static GatewayCase Malformed(string what, string answer, string? source = null) =>
        GatewayCase.Refused($"{what} is an internal error", "GET /exact", 500, "Internal Server Error", source ?? RestResponses) with { Returns = answer };
}
