using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>What a function sees of a request, payload format 2.0.</summary>
public class RequestEventTests
{
    [Test]
    public void A_request_becomes_an_event()
    {
        var http = Http("POST", "/Prod/café", "?a=1&a=2&b=x%20y+z&c");
        http.Headers.Cookie = "session=1; theme=dark";
        http.Headers["X-Twice"] = new(["one", "two"]);
        http.Headers.UserAgent = "curl/8.5.0";
        http.ContentType = "application/json";

        var payload = EventOf(http, "POST /{name}", new() { ["name"] = "café" }, """{"a":"ä"}""");

        Assert.Multiple(() =>
        {
            Assert.That(Text(payload, "version"), Is.EqualTo("2.0"));
            Assert.That(Text(payload, "routeKey"), Is.EqualTo("POST /{name}"));
            Assert.That(Text(payload, "rawPath"), Is.EqualTo("/Prod/café"));
            Assert.That(Text(payload, "rawQueryString"), Is.EqualTo("a=1&a=2&b=x%20y+z&c"));
            Assert.That(payload["cookies"]!.ToJsonString(), Is.EqualTo("""["session=1","theme=dark"]"""));
            Assert.That(Text(payload["headers"]!, "x-twice"), Is.EqualTo("one,two"));
            Assert.That(payload["headers"]!["cookie"], Is.Null);
            Assert.That(Text(payload["headers"]!, "x-forwarded-for"), Is.EqualTo("127.0.0.1"));
            Assert.That(Text(payload["queryStringParameters"]!, "a"), Is.EqualTo("1,2"));
            Assert.That(Text(payload["queryStringParameters"]!, "b"), Is.EqualTo("x y z"));
            Assert.That(Text(payload["queryStringParameters"]!, "c"), Is.Empty);
            Assert.That(Text(payload["pathParameters"]!, "name"), Is.EqualTo("café"));
            Assert.That(Text(payload["stageVariables"]!, "colour"), Is.EqualTo("blue"));
            Assert.That(Text(payload, "body"), Is.EqualTo("""{"a":"ä"}"""));
            Assert.That((bool)payload["isBase64Encoded"]!, Is.False);
            var context = payload["requestContext"]!;
            Assert.That(Text(context, "accountId"), Is.EqualTo("123456789012"));
            Assert.That(Text(context, "apiId"), Is.EqualTo("api"));
            Assert.That(Text(context, "stage"), Is.EqualTo("Prod"));
            Assert.That(Text(context, "time"), Is.EqualTo("04/Feb/2026:10:21:33 +0000"));
            Assert.That((long)context["timeEpoch"]!, Is.EqualTo(1770200493000));
            Assert.That(Text(context["http"]!, "method"), Is.EqualTo("POST"));
            Assert.That(Text(context["http"]!, "userAgent"), Is.EqualTo("curl/8.5.0"));
        });
    }

    [TestCase("text/csv", false)]
    [TestCase("application/json; charset=utf-8", false)]
    [TestCase("application/xml", false)]
    [TestCase("application/javascript", false)]
    [TestCase("application/x-www-form-urlencoded", true)]
    [TestCase("application/octet-stream", true)]
    [TestCase(null, true)]
    public void A_body_that_is_no_text_by_its_type_comes_in_base64(string? type, bool encoded)
    {
        var http = Http("POST", "/Prod/x", "");
        http.ContentType = type;

        var payload = EventOf(http, "POST /x", [], "body");

        Assert.Multiple(() =>
        {
            Assert.That((bool)payload["isBase64Encoded"]!, Is.EqualTo(encoded));
            Assert.That(Text(payload, "body"), Is.EqualTo(encoded ? "Ym9keQ==" : "body"));
        });
    }

    [Test]
    public void What_is_not_there_is_left_out()
    {
        var payload = EventOf(Http("GET", "/Prod/x", ""), "GET /x", [], "", variables: []);

        Assert.That(
            new[] { "body", "cookies", "queryStringParameters", "pathParameters", "stageVariables" }.Where(payload.ContainsKey),
            Is.Empty);
        Assert.That((bool)payload["isBase64Encoded"]!, Is.False);
    }

    private static HttpRequest Http(string method, string path, string query)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Method = method;
        context.Request.Scheme = "http";
        context.Request.Host = new("api.example.com");
        context.Request.Path = path;
        context.Request.QueryString = new(query);
        context.Request.Protocol = "HTTP/1.1";
        return context.Request;
    }

    private static JsonObject EventOf(
        HttpRequest http, string key, Dictionary<string, string> parameters, string body, Dictionary<string, string>? variables = null)
    {
        var stage = new Stage("Prod", RateLimit.OfAccount, new Dictionary<string, RateLimit>(), variables ?? new() { ["colour"] = "blue" }, null, null);
        var integration = new Integration("arn:aws:lambda:us-east-1:123456789012:function:f:live", TimeSpan.FromSeconds(30));
        var route = new Route(key, "POST", [], integration);
        var api = new Api("api", null, [route], new Dictionary<string, Stage> { ["Prod"] = stage });
        var time = new DateTimeOffset(2026, 2, 4, 10, 21, 33, TimeSpan.Zero);
        var request = new GatewayRequest(http, "id", time, api, stage, http.Path.Value!, http.QueryString.Value!.TrimStart('?'))
        {
            Route = route,
            PathParameters = parameters,
        };
        return JsonNode.Parse(RequestEvent.Write(request, Encoding.UTF8.GetBytes(body)))!.AsObject();
    }

    private static string Text(JsonNode node, string name) => (string)node[name]!;
}
