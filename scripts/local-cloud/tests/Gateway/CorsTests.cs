namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>
/// Tests how an API with a CORS configuration responds to browsers
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html).
/// </summary>
public sealed class CorsTests : GatewayFixture
{
    [OneTimeSetUp]
    public void Configure() =>
        Aws.Cors = """
            {"allowOrigins":["https://a.example","https://*.b.example"],"allowMethods":["GET","POST"],"allowHeaders":["x-a","x-b"],
            "exposeHeaders":["x-c"],"maxAge":60,"allowCredentials":true}
            """;

    [TestCase("https://a.example", true)]
    [TestCase("https://x.b.example", true)]
    [TestCase("https://c.example", false)]
    [TestCase("null", false)]
    public async Task A_preflight_request_is_answered_whatever_its_origin(string origin, bool allowed)
    {
        var response = await AskAsync($"OPTIONS /nothing HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nAccess-Control-Request-Method: GET\r\n\r\n");

        Assert.Multiple(() =>
        {
            Assert.That(response.Status, Is.EqualTo(204));
            Assert.That(response.Values("Access-Control-Allow-Origin"), Is.EqualTo(allowed ? [origin] : Array.Empty<string>()));
            Assert.That(response.Values("Access-Control-Allow-Methods"), Is.EqualTo(allowed ? ["GET,POST"] : Array.Empty<string>()));
            Assert.That(response.Values("Access-Control-Allow-Headers"), Is.EqualTo(allowed ? ["x-a,x-b"] : Array.Empty<string>()));
            Assert.That(response.Values("Access-Control-Max-Age"), Is.EqualTo(allowed ? ["60"] : Array.Empty<string>()));
            Assert.That(response.Values("Access-Control-Allow-Credentials"), Is.EqualTo(allowed ? ["true"] : Array.Empty<string>()));
            Assert.That(response.Values("Access-Control-Expose-Headers"), Is.Empty);
            Assert.That(response.Values("Apigw-Requestid"), Has.Length.EqualTo(1));
        });
    }

    [TestCase("Access-Control-Request-Method: DELETE")]
    [TestCase("Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: x-other")]
    public async Task The_browser_is_told_what_is_allowed_and_judges_itself(string asked)
    {
        var response = await AskAsync($"OPTIONS /exact HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\n{asked}\r\n\r\n");

        Assert.That(response.Status, Is.EqualTo(204));
        Assert.That(response.Values("Access-Control-Allow-Methods"), Is.EqualTo(new[] { "GET,POST" }));
    }

    [Test]
    public async Task OPTIONS_without_a_method_to_ask_for_is_no_preflight()
    {
        var response = await AskAsync("OPTIONS /options HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\n\r\n");

        Assert.That(response.Body, Does.Contain("OPTIONS /options"));
        Assert.That(response.Values("Access-Control-Expose-Headers"), Is.EqualTo(new[] { "x-c" }));
    }

    [TestCase("https://a.example", "https://a.example")]
    [TestCase("https://c.example")]
    [TestCase(null)]
    public async Task The_gateway_replaces_what_the_function_says(string? origin, params string[] expected)
    {
        var answer = Convert.ToBase64String("""{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*"}}"""u8);
        var sent = origin is null ? "" : $"Origin: {origin}\r\n";

        var response = await AskAsync($"GET /exact HTTP/1.1\r\nHost: localhost\r\n{sent}x-answer: {answer}\r\n\r\n");

        Assert.That(response.Values("Access-Control-Allow-Origin"), Is.EqualTo(expected));
    }

    [Test]
    public async Task Errors_of_the_gateway_can_be_read_by_browsers()
    {
        var response = await AskAsync("GET /nothing HTTP/1.1\r\nHost: localhost\r\nOrigin: https://a.example\r\n\r\n");

        Assert.That(response.Status, Is.EqualTo(404));
        Assert.That(response.Values("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "https://a.example" }));
    }
}
