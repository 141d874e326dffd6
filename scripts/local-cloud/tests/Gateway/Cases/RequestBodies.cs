using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for request bodies.</summary>
public static class RequestBodies
{
    public static IEnumerable<GatewayCase> All =>
    [
        Text("application/json"), Text("application/json; charset=utf-8"), Text("APPLICATION/JSON"), Text("text/plain"), Text("text/csv"),
        Text("application/xml"), Text("application/javascript"),
        Binary("application/x-www-form-urlencoded"), Binary("application/octet-stream"), Binary("multipart/form-data; boundary=x"),
        Binary("application/vnd.api+json"), Binary("application/problem+json"), Binary("image/svg+xml"), Binary("application/grpc"),
        new("A body without a type is in base64", "POST /exact\nContent-Length: 2", BodyTypes)
        {
            SentBody = "hi", Event = ["body = \"aGk=\"", "isBase64Encoded = true"],
        },
        new("UTF-8 in a body is text", "POST /exact\nContent-Type: application/json\nContent-Length: 5", RecordedEvent)
        {
            SentBody = "\"\u00ce\u00bb\"\n", Event = ["body = \"\\u0022\u03bb\\u0022\\n\""],
        },
        new("Binary data is in base64", "POST /exact\nContent-Type: application/octet-stream\nContent-Length: 5", Snapshot("V2_BinaryContent"))
        {
            SentBody = "\u0001\u0002\u0003\u0004\u0005", Event = ["body = \"AQIDBAU=\"", "isBase64Encoded = true", "headers.content-length = \"5\""],
        },
        GatewayCase.Seen("An empty body is null", "POST /exact\nContent-Type: application/json\nContent-Length: 0", Snapshot("V2_SimpleGetRequest"), "body = null", "isBase64Encoded = false"),
        new("The chunks of a body are joined", "POST /exact\nContent-Type: text/plain\nTransfer-Encoding: chunked", Undocumented("RFC 9112, section 7.1"))
        {
            SentBody = "2\r\nab\r\n3;x=y\r\ncde\r\n0\r\n\r\n",
            Event = ["body = \"abcde\"", "headers.transfer-encoding = null", "headers.content-length = \"5\""],
        },
        new("A GET can have a body", "GET /exact\nContent-Type: text/plain\nContent-Length: 2", Undocumented("other methods"))
        {
            SentBody = "hi", Event = ["body = \"hi\""],
        },
        GatewayCase.Refused("A body of more than 10 MB is too large", "POST /exact\nContent-Length: 10485761", 413, "Request Entity Too Large", Quotas),
        GatewayCase.Refused("A body that is announced as too large is not awaited", "POST /exact\nContent-Length: 9223372036854775807", 413, "Request Entity Too Large", Quotas),
    ];

    private static GatewayCase Text(string type) => new($"A body of {type} is text", $"POST /exact\nContent-Type: {type}\nContent-Length: 2", BodyTypes)
    {
        SentBody = "hi",
        Event = ["body = \"hi\"", "isBase64Encoded = false"],
    };

    private static GatewayCase Binary(string type) => new($"A body of {type} is in base64", $"POST /exact\nContent-Type: {type}\nContent-Length: 2", BodyTypes)
    {
        SentBody = "hi",
        Event = ["body = \"aGk=\"", "isBase64Encoded = true"],
    };
}
