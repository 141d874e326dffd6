using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Issuer;

/// <summary>Tests the issuer as clients see it, and that the gateway accepts its tokens.</summary>
public sealed class IssuerTests : CloudFixture
{
    private HttpClient _http = null!;

    private string Url => $"http://127.0.0.1:{Cloud.ComputePort}/issuer";

    [SetUp]
    public void Start()
    {
        _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(10) };
        Aws.Routes.Add("GET /closed");
        Aws.Authorization["GET /closed"] = """ "authorizationType":"JWT","authorizerId":"jwt","authorizationScopes":["read"] """;
        Aws.Authorizers.Add(
            $$"""{"authorizerId":"jwt","authorizerType":"JWT","identitySource":["$request.header.Authorization"],"jwtConfiguration":{"issuer":"{{Url}}","audience":["here"]} }""");
        Aws.Deploy("f", ["mirror"]);
    }

    [TearDown]
    public void Stop() => _http.Dispose();

    [Test]
    public async Task Everybody_finds_the_public_keys_and_nothing_else()
    {
        var discovery = JsonNode.Parse(await _http.GetStringAsync(new Uri($"{Url}/.well-known/openid-configuration")))!;
        var keys = JsonNode.Parse(await _http.GetStringAsync(new Uri((string)discovery["jwks_uri"]!)))!["keys"]!.AsArray();

        Assert.That((string)discovery["issuer"]!, Is.EqualTo(Url));
        Assert.That(keys.Single()!.AsObject().Select(member => member.Key), Is.EquivalentTo(new[] { "kty", "use", "alg", "kid", "n", "e" }));
    }

    [Test]
    public async Task A_token_opens_the_route()
    {
        var token = await TokenAsync("audience=here&scope=openid+read");

        using var response = await CallAsync(token);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var jwt = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["requestContext"]!["authorizer"]!["jwt"]!;
        Assert.That((string)jwt["claims"]!["sub"]!, Is.EqualTo(FakeAws.Secrets.AccessKey.Id));
        Assert.That(jwt["scopes"]!.ToJsonString(), Is.EqualTo("""["openid","read"]"""));
    }

    [TestCase("audience=here", HttpStatusCode.Forbidden)]
    [TestCase("audience=there&scope=read", HttpStatusCode.Unauthorized)]
    [TestCase("audience=here&scope=read&expires_in=-60", HttpStatusCode.Unauthorized)]
    public async Task Another_token_does_not(string form, HttpStatusCode expected)
    {
        using var response = await CallAsync(await TokenAsync(form));

        Assert.That(response.StatusCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task After_a_rotation_tokens_of_both_keys_open_the_route()
    {
        var old = await TokenAsync("audience=here&scope=read");
        using var before = await CallAsync(old);

        using var rotated = await PostAsync("rotate", "");

        using var after = await CallAsync(old);
        using var renewed = await CallAsync(await TokenAsync("audience=here&scope=read"));
        Assert.That(rotated.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(new[] { before.StatusCode, after.StatusCode, renewed.StatusCode }, Is.All.EqualTo(HttpStatusCode.OK));
        var keys = JsonNode.Parse(await _http.GetStringAsync(new Uri($"{Url}/jwks.json")))!["keys"]!.AsArray();
        Assert.That(keys.Select(key => (string)key!["kid"]!), Is.Unique.And.Exactly(2).Items);
    }

    [TestCase("token")]
    [TestCase("rotate")]
    public async Task Only_the_cloud_s_user_gets_tokens(string what)
    {
        var (id, secret) = FakeAws.Secrets.AccessKey;
        string?[] strangers = [null, "Basic", $"Basic {Base64($"{id}:guessed")}", $"Basic {Base64($"{id}:{secret} ")}", $"Bearer {FakeAws.Secrets.Control}", $"basic {Base64($"{id}:{secret}")}"];
        foreach (var stranger in strangers)
        {
            using var response = await PostAsync(what, "grant_type=client_credentials&audience=here", stranger);
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), stranger);
            Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("invalid_client"));
        }
    }

    [TestCase("Origin", "https://evil.example")]
    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Host", "rebound.example")]
    public async Task Web_pages_get_nothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Url}/jwks.json");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await _http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("_changed")]
    [TestCase("2015-03-31/functions/f/invocations")]
    [TestCase("issuers/token")]
    [TestCase("issuer/../_changed")]
    [TestCase("issuer/%2e%2e/_changed")]
    [TestCase("issuer/..%2f_changed")]
    public async Task The_rest_of_the_port_stays_closed(string path)
    {
        using var response = await _http.PostAsync(new Uri($"http://127.0.0.1:{Cloud.ComputePort}/{path}"), null);

        Assert.That(response.StatusCode, Is.EqualTo(path.Contains("%2f", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden));
    }

    [TestCase("", "unsupported_grant_type")]
    [TestCase("grant_type=password", "unsupported_grant_type")]
    [TestCase("grant_type=client_credentials", "audience")]
    [TestCase("grant_type=client_credentials&audience=here&expires_in=soon", "expires_in")]
    [TestCase("grant_type=client_credentials&audience=here&expires_in=86401", "expires_in")]
    [TestCase("grant_type=client_credentials&audience=here&expires_in=-2147483648", "expires_in")]
    public async Task What_can_not_be_issued_is_an_error_that_says_why(string form, string expected)
    {
        using var response = await PostAsync("token", form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(expected));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<string> TokenAsync(string form)
    {
        using var response = await PostAsync("token", $"grant_type=client_credentials&{form}");
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["access_token"]!;
    }

    private Task<HttpResponseMessage> PostAsync(string what, string form)
    {
        var (id, secret) = FakeAws.Secrets.AccessKey;
        return PostAsync(what, form, $"Basic {Base64($"{id}:{secret}")}");
    }

    private async Task<HttpResponseMessage> PostAsync(string what, string form, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/{what}")
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> CallAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Cloud.GatewayPort}/Prod/closed");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _http.SendAsync(request);
    }
}
