using System.Net;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests how the gateway's configuration affects requests and responses.</summary>
public sealed class GatewayTests : ComputeFixture
{
    private HttpClient _http = null!;

    [SetUp]
    public void Start()
    {
        _http = new(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromMinutes(10), BaseAddress = new($"http://127.0.0.1:{Cloud.GatewayPort}/") };
        Aws.Routes.Add("ANY /echo/{name}");
        Aws.Deploy("f", ["mirror"]);
    }

    [TearDown]
    public void Stop() => _http.Dispose();

    [TestCase("Stage/echo/x")]
    [TestCase("")]
    public async Task What_is_in_no_stage_is_not_found(string path) =>
        await IsAnswerAsync(await _http.GetAsync(path), 404, "Not Found");

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

    [Test]
    public async Task A_route_whose_authorizer_is_replaced_while_it_is_read_is_not_misconfigured()
    {
        var authorizer = """{"authorizerId":"NAME","authorizerType":"REQUEST","authorizerUri":"arn:aws:lambda:us-east-1:123456789012:function:a","authorizerPayloadFormatVersion":"2.0"}""";
        void Use(string name)
        {
            Aws.Authorization["ANY /echo/{name}"] = $"\"authorizationType\":\"CUSTOM\",\"authorizerId\":\"{name}\"";
            Aws.Authorizers.Clear();
            Aws.Authorizers.Add(authorizer.Replace("NAME", name, StringComparison.Ordinal));
        }

        Aws.Deploy("a", ["say", "{\"principalId\":\"p\",\"policyDocument\":{\"Statement\":[]}}"]);
        Use("old");
        // Between the routes and the authorizers.
        Aws.Reading = async what =>
        {
            if (what == "integrations" && Aws.Authorizers[0].Contains("old", StringComparison.Ordinal))
            {
                Use("new");
                await ChangedAsync();
            }
        };

        await IsAnswerAsync(await _http.GetAsync("Prod/echo/x"), 403, "Forbidden");
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

    private static async Task IsAnswerAsync(HttpResponseMessage response, int status, string message)
    {
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($$"""{"message":"{{message}}"}"""));
        response.Dispose();
    }
}
