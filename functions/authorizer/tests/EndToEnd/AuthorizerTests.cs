using System.Net;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests a route that the deployed authorizer guards, with keys of scripts/keys.</summary>
[Parallelizable]
public class AuthorizerTests : CloudTests
{
    private const string Guard = "functions/authorizer/tests/EndToEnd/guard_hello.py";
    private readonly string _path = $"/guarded-{Guid.NewGuid():N}";

    [OneTimeSetUp]
    public async Task CreateRoute()
    {
        await Cloud.PythonAsync(Guard, _path);
        // As on AWS, a change reaches the gateway a little later.
        for (var tries = 0; tries < 100 && (await GetAsync(null)).Status == HttpStatusCode.NotFound; tries++)
        {
            await Task.Delay(100);
        }
    }

    [OneTimeTearDown]
    public Task RemoveRoute() => Cloud.PythonAsync(Guard, _path, "remove");

    [Test]
    public async Task A_request_without_a_key_is_unauthorized() =>
        Assert.That(await GetAsync(null), Is.EqualTo((HttpStatusCode.Unauthorized, """{"message":"Unauthorized"}""")));

    [TestCase("nonsense")]
    [TestCase("key_0123456789abcdef_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_key_that_was_never_created_is_forbidden(string key) =>
        Assert.That(await GetAsync(key), Is.EqualTo((HttpStatusCode.Forbidden, """{"message":"Forbidden"}""")));

    [Test]
    public async Task A_key_is_admitted_until_it_is_revoked()
    {
        var (used, unused) = (await AddKeyAsync(), await AddKeyAsync());

        var admitted = await GetAsync(used);
        (await Cloud.RunAsync("scripts/keys", "revoke", unused, "--port", $"{Cloud.Port}")).Succeeded();
        // The first key would be admitted for as long as its result is cached.
        var refused = await GetAsync(unused);
        (await Cloud.RunAsync("scripts/keys", "revoke", used, "--port", $"{Cloud.Port}")).Succeeded();

        using var all = Assert.EnterMultipleScope();
        Assert.That(admitted.Status, Is.EqualTo(HttpStatusCode.OK), admitted.Body);
        Assert.That(admitted.Body, Does.StartWith("{"));
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.Forbidden), refused.Body);
    }

    private static async Task<string> AddKeyAsync() =>
        (await Cloud.RunAsync("scripts/keys", "add", "a test", "--port", $"{Cloud.Port}")).Succeeded().Output
            .Split('\n').First(static line => line.StartsWith("key_", StringComparison.Ordinal));

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"Prod{_path}");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using var response = await Cloud.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
