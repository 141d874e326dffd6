using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Quickchange.LocalCloud.Gateway;
using Quickchange.LocalCloud.Gateway.Authorization;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests the gateway's information about requests that is not in docs/http-api.md.</summary>
public class GatewayRequestTests
{
    [TestCase("GET /a/{x}", "GET", "GET/a/{x}")]
    [TestCase("GET /", "GET", "GET/")]
    [TestCase("ANY /a/{proxy+}", "ANY", "*/a/{proxy+}")]
    [TestCase("$default", "$default", "$default")]
    public void A_route_has_an_ARN(string key, string method, string expected) =>
        Assert.That(
            Request(key, method).RouteArn,
            Is.EqualTo($"arn:aws:execute-api:us-east-1:123456789012:api/Prod/{expected}"));

    [TestCase("", "GET/")]
    [TestCase("/", "GET/")]
    [TestCase("/a/b", "GET/a/b")]
    [TestCase("//a", "GET//a")]
    public void A_request_has_an_ARN_with_its_own_path(string path, string expected) =>
        Assert.That(
            (Request("ANY /{proxy+}", "ANY") with { PathInStage = path }).ResourceArn,
            Is.EqualTo($"arn:aws:execute-api:us-east-1:123456789012:api/Prod/{expected}"));

    [Test]
    public void A_request_without_a_trace_begins_one() =>
        Assert.That(Request("GET /", "GET").TraceId, Does.Match("^Root=1-6983[0-9a-f]{4}-[0-9a-f]{24}$"));

    [Test]
    public void An_identifier_is_made_anew() =>
        Assert.That(Enumerable.Range(0, 100).Select(_ => GatewayRequest.NewId()), Is.Unique.And.All.Matches("^[A-Za-z0-9_-]{15}=$"));

    [Test]
    public void An_event_has_its_time_and_nothing_that_is_not_there()
    {
        var payload = JsonNode.Parse(RequestEvent.Write(Request("GET /", "GET"), []))!.AsObject();

        Assert.That((string)payload["requestContext"]!["time"]!, Is.EqualTo("04/Feb/2026:10:21:33 +0000"));
        Assert.That((long)payload["requestContext"]!["timeEpoch"]!, Is.EqualTo(1770200493000));
        Assert.That(
            new[] { "body", "cookies", "queryStringParameters", "pathParameters", "stageVariables" }.Where(payload.ContainsKey),
            Is.Empty);
    }

    private static GatewayRequest Request(string key, string method)
    {
        var integration = new Integration("arn:aws:lambda:us-east-1:123456789012:function:f:live", TimeSpan.FromSeconds(30), IsFormat1: false);
        var route = new Route(key, method, [], integration, new(RouteAuthorization.None, null, []));
        var stage = new Stage("Prod", RateLimit.OfAccount, new Dictionary<string, RateLimit>(), new Dictionary<string, string>(), null, null);
        var api = new Api("api", null, [route], new Dictionary<string, Authorizer>(), new Dictionary<string, Stage> { ["Prod"] = stage });
        var http = new DefaultHttpContext { Request = { Method = "GET" } }.Request;
        return new(http, "id", new(2026, 2, 4, 10, 21, 33, TimeSpan.Zero), api, stage, "/", "/", "") { Route = route };
    }
}
