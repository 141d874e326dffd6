namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>
/// Tests how routes that not everybody may invoke respond to browsers
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
/// </summary>
public sealed class ClosedCorsTests : GatewayFixture
{
    private const string Preflight = "Host: localhost\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization\r\n\r\n";

    [OneTimeSetUp]
    public void Configure()
    {
        Aws.Cors = """{"allowOrigins":["https://a.example"],"allowMethods":["GET"],"allowHeaders":["authorization"]}""";
        Aws.Routes.Add("$default");
        Aws.Authorization["$default"] = "\"authorizationType\":\"JWT\",\"authorizerId\":\"jwt\"";
    }

    [TestCase("/jwt/any")]
    [TestCase("/lambda/any")]
    public async Task A_preflight_request_for_a_closed_route_needs_no_credentials(string path)
    {
        var response = await AskAsync($"OPTIONS {path} HTTP/1.1\r\n{Preflight}");

        Assert.That(response.Status, Is.EqualTo(204));
        Assert.That(response.Values("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "https://a.example" }));
        Assert.That(Asked(), Is.Empty);
    }

    // The routes are for GET, so that OPTIONS reaches $default.
    [TestCase("/jwt")]
    [TestCase("/nothing")]
    public async Task On_a_closed_default_route_a_preflight_request_needs_what_a_browser_does_not_send(string path)
    {
        var refused = await AskAsync($"OPTIONS {path} HTTP/1.1\r\n{Preflight}");
        var allowed = await AskAsync($"OPTIONS {path} HTTP/1.1\r\nAuthorization: Bearer {Tokens["valid"]}\r\n{Preflight}");

        Assert.That((refused.Status, allowed.Status), Is.EqualTo((401, 204)));
        Assert.That(allowed.Values("Access-Control-Allow-Headers"), Is.EqualTo(new[] { "authorization" }));
        Assert.That(Seen(), Is.Empty);
    }

    [Test]
    public async Task A_refusal_can_be_read_by_browsers()
    {
        var response = await AskAsync("GET /jwt HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\n\r\n");

        Assert.That(response.Status, Is.EqualTo(401));
        Assert.That(response.Values("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "https://a.example" }));
    }

    [Test]
    public async Task OPTIONS_that_is_no_preflight_needs_credentials()
    {
        var response = await AskAsync("OPTIONS /jwt/any HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\n\r\n");

        Assert.That(response.Status, Is.EqualTo(401));
    }
}
