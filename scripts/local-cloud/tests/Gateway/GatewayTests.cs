using System.Net;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>The gateway between a caller and a function, with the answers of its own.</summary>
public sealed class GatewayTests : CloudFixture
{
    private HttpClient _http = null!;

    [SetUp]
    public void Start()
    {
        _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromMinutes(10), BaseAddress = new($"http://127.0.0.1:{Cloud.GatewayPort}/") };
        Aws.Route("ANY /echo/{name}");
        Aws.Deploy("f", ["mirror"]);
    }

    [TearDown]
    public void Stop() => _http.Dispose();

    [Test]
    public async Task A_request_reaches_the_function_and_is_logged()
    {
        using var response = await _http.PostAsync("Prod/echo/caf%C3%A9?a=1", new StringContent("text"));
        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Multiple(() =>
        {
            Assert.That(response.Headers.Contains("Apigw-Requestid"), Is.True);
            Assert.That((string)seen["rawPath"]!, Is.EqualTo("/Prod/echo/café"));
            Assert.That((string)seen["pathParameters"]!["name"]!, Is.EqualTo("café"));
            Assert.That((string)seen["body"]!, Is.EqualTo("text"));
        });
        await Aws.LoggedAsync("POST /Prod/echo/café ANY /echo/{name} 200");
    }

    [Test]
    public async Task Cookies_and_headers_of_the_function_reach_the_caller()
    {
        Aws.Deploy("f", ["say", """{"statusCode":201,"headers":{"X-A":"1"},"cookies":["a=1","b=2"],"body":"made"}"""]);

        using var response = await _http.GetAsync("Prod/echo/x");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Created));
        Assert.That(response.Headers.GetValues("X-A"), Is.EqualTo(new[] { "1" }));
        Assert.That(response.Headers.GetValues("Set-Cookie"), Is.EqualTo(new[] { "a=1", "b=2" }));
    }

    [TestCase("Prod/nothing", 404, "Not Found")]
    [TestCase("Stage/echo/x", 404, "Not Found")]
    [TestCase("", 404, "Not Found")]
    public async Task What_no_route_takes_is_not_found(string path, int status, string message) =>
        await IsAnswerAsync(await _http.GetAsync(path), status, message);

    [Test]
    public async Task Without_a_permission_the_function_is_not_invoked()
    {
        Aws.Permits = false;

        await IsAnswerAsync(await _http.GetAsync("Prod/echo/x"), 500, "Internal Server Error");
    }

    [Test]
    public async Task A_route_whose_integration_is_replaced_while_it_is_read_is_found()
    {
        Aws.Reading = async what =>
        {
            if (what == "integrations" && Aws.Integration == "i")
            {
                Aws.Integration = "j";
                await ChangedAsync();
            }
        };

        using var response = await _http.GetAsync("Prod/echo/x");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_route_whose_permission_is_replaced_while_it_is_read_is_permitted()
    {
        var reads = 0;
        Aws.Reading = async what =>
        {
            if (what == "policy")
            {
                Aws.Permits = ++reads > 1;
                await ChangedAsync();
            }
        };

        using var response = await _http.GetAsync("Prod/echo/x");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(reads, Is.EqualTo(2));
    }

    [TestCase("fail", "no")]
    [TestCase("say", """{"statusCode":"many"}""")]
    public async Task A_function_that_fails_is_an_internal_error(params string[] function)
    {
        Aws.Deploy("f", function);

        await IsAnswerAsync(await _http.GetAsync("Prod/echo/x"), 500, "Internal Server Error");
    }

    [Test]
    public async Task Beyond_the_stages_burst_requests_are_refused()
    {
        (Aws.Burst, Aws.Rate) = (1, 0.000_001);

        using var first = await _http.GetAsync("Prod/echo/x");

        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await IsAnswerAsync(await _http.GetAsync("Prod/echo/x"), 429, "Too Many Requests");
    }

    [Test]
    public async Task A_function_at_its_limit_is_unavailable()
    {
        Aws.Deploy("f", ["mirror"], reserved: 0);

        await IsAnswerAsync(await _http.GetAsync("Prod/echo/x"), 503, "Service Unavailable");
    }

    [Test]
    public async Task A_function_that_the_gateway_does_not_wait_for_is_unavailable()
    {
        Aws.IntegrationTimeout = 50;
        Aws.Deploy("f", ["wait_if_asked"]);

        await IsAnswerAsync(await _http.GetAsync("Prod/echo/x?slow"), 503, "Service Unavailable");
    }

    [Test]
    public async Task A_request_of_more_than_10_MB_is_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "Prod/echo/x")
        {
            Content = new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]),
        };
        // The answer comes before the body; a client that sends on would find the connection closed.
        request.Headers.ExpectContinue = true;

        await IsAnswerAsync(await _http.SendAsync(request), 413, "Request Entity Too Large");
    }

    [Test]
    public async Task A_preflight_request_is_the_gateways_to_answer()
    {
        Aws.Cors = """{"allowOrigins":["https://a.example"],"allowMethods":["GET"],"allowHeaders":["x-a"],"maxAge":60}""";
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "Prod/echo/x");
        preflight.Headers.Add("Origin", "https://a.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");

        using var response = await _http.SendAsync(preflight);

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
            Assert.That(response.Headers.GetValues("Access-Control-Allow-Origin"), Is.EqualTo(new[] { "https://a.example" }));
            Assert.That(response.Headers.GetValues("Access-Control-Allow-Methods"), Is.EqualTo(new[] { "GET" }));
            Assert.That(response.Headers.GetValues("Access-Control-Max-Age"), Is.EqualTo(new[] { "60" }));
        });
    }

    [TestCase("https://a.example", true)]
    [TestCase("https://b.example", false)]
    public async Task The_gateway_replaces_what_the_function_says_about_CORS(string origin, bool allowed)
    {
        Aws.Cors = """{"allowOrigins":["https://a.example"]}""";
        Aws.Deploy("f", ["say", """{"statusCode":200,"headers":{"Access-Control-Allow-Origin":"*"}}"""]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "Prod/echo/x");
        request.Headers.Add("Origin", origin);

        using var response = await _http.SendAsync(request);

        Assert.That(
            response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values : [],
            Is.EqualTo(allowed ? new[] { origin } : []));
    }

    private async Task ChangedAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Cloud.ComputePort}/_changed");
        request.Headers.Authorization = new("Bearer", Compute.FakeAws.Secrets.Control);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private static async Task IsAnswerAsync(HttpResponseMessage response, int status, string message)
    {
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($$"""{"message":"{{message}}"}"""));
        response.Dispose();
    }
}
