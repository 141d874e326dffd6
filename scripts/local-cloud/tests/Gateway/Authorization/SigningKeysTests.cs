using System.Net;
using Quickchange.LocalCloud.Gateway.Authorization.Jwt;
using Quickchange.LocalCloud.Tests.Events;

namespace Quickchange.LocalCloud.Tests.Gateway.Authorization;

/// <summary>
/// Tests when keys are downloaded, and from where
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html).
/// </summary>
public sealed class SigningKeysTests : IDisposable
{
    private const string NoDiscovery = "OIDC discovery endpoint communication error";
    private const string NoKeySet = "JWKS communication error";
    private const string NoKey = "the issuer has no such key";

    private FakeIssuer _issuer = null!;
    private ManualClock _time = null!;
    private JwtGuard _guard = null!;

    [SetUp]
    public void Start()
    {
        _time = new();
        _issuer = new(_time);
        _guard = _issuer.Guard();
    }

    [TearDown]
    public void Dispose() => _issuer.Dispose();

    [Test]
    public async Task The_discovery_document_names_the_keys()
    {
        await AcceptAsync("valid");

        Assert.That(_issuer.Asked, Is.EqualTo(new[] { $"{FakeIssuer.Url}/.well-known/openid-configuration", "https://keys.example/jwks" }));
    }

    [Test]
    public async Task Keys_are_kept_for_two_hours()
    {
        await AcceptAsync("valid");
        _time.Advance(7199);
        await AcceptAsync("valid");
        Assert.That(_issuer.Asked, Has.Count.EqualTo(2));

        _time.Advance(1);
        await AcceptAsync("valid");
        Assert.That(_issuer.Asked, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Keys_are_kept_while_the_issuer_is_down()
    {
        await AcceptAsync("valid");
        _issuer.Status = HttpStatusCode.ServiceUnavailable;

        _time.Advance(7199);
        await AcceptAsync("valid");

        _time.Advance(1);
        Refuse("valid", NoDiscovery);
    }

    [Test]
    public async Task A_failure_is_not_kept()
    {
        _issuer.Status = HttpStatusCode.ServiceUnavailable;
        Refuse("valid", NoDiscovery);

        _issuer.Status = HttpStatusCode.OK;
        await AcceptAsync("valid");
    }

    [Test]
    public async Task A_new_key_is_found_at_once_and_a_removed_one_is_kept_until_then()
    {
        var old = _issuer.Tokens["valid"];
        await _guard.VerifyAsync(old, _issuer.Authorizer);
        _issuer.Keys.Rotate();
        _issuer.Keys.Rotate();
        await _guard.VerifyAsync(old, _issuer.Authorizer);

        await AcceptAsync("valid");

        Assert.That(() => _guard.VerifyAsync(old, _issuer.Authorizer), Throws.TypeOf<InvalidTokenException>().With.Message.EqualTo(NoKey));
    }

    [Test]
    public async Task Unknown_keys_do_not_make_the_gateway_ask_all_the_time()
    {
        await AcceptAsync("valid");
        for (var i = 0; i < 100; i++)
        {
            Refuse("unknown kid", NoKey);
        }

        Assert.That(_issuer.Asked, Has.Count.EqualTo(60));
        await AcceptAsync("valid");
        _issuer.Keys.Rotate();
        Refuse("valid", NoKey);
        _time.Advance(60);
        await AcceptAsync("valid");
    }

    [Test]
    public async Task Concurrent_requests_share_a_download()
    {
        var open = new TaskCompletionSource();
        _issuer.Open = open.Task;
        var requests = Enumerable.Range(0, 20).Select(_ => _guard.VerifyAsync(_issuer.Tokens["valid"], _issuer.Authorizer)).ToArray();

        open.SetResult();
        await Task.WhenAll(requests);

        Assert.That(_issuer.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public void An_issuer_that_does_not_answer_is_not_waited_for()
    {
        _issuer.Open = new TaskCompletionSource().Task;
        _issuer.Limit = TimeSpan.FromMilliseconds(1);
        _guard = _issuer.Guard();

        Refuse("valid", NoDiscovery);
        Assert.That(KeyDownload.Limit, Is.EqualTo(TimeSpan.FromMilliseconds(1500)));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"issuer\":\"https://issuer.example/pool\"}")]
    [TestCase("{\"issuer\":\"https://issuer.example/pool\",\"jwks_uri\":7}")]
    [TestCase("{\"issuer\":\"https://issuer.example/pool/\",\"jwks_uri\":\"https://keys.example/jwks\"}")]
    [TestCase("{\"jwks_uri\":\"https://keys.example/jwks\"}")]
    public void What_is_no_discovery_document_is_not_used(string document)
    {
        _issuer.Discovery = document;

        Refuse("valid", NoDiscovery);
    }

    [TestCase("http://keys.example/jwks")]
    [TestCase("http://127.0.0.1:3002/issuer/jwks.json")]
    [TestCase("file:///etc/passwd")]
    [TestCase("/jwks")]
    public void Keys_come_by_TLS(string location)
    {
        _issuer.Discovery = $$"""{"issuer":"{{FakeIssuer.Url}}","jwks_uri":"{{location}}"}""";

        Refuse("valid", NoKeySet);
        Assert.That(_issuer.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public void Documents_are_limited()
    {
        _issuer.Discovery = _issuer.Discovery.Replace("{", "{\"x\":\"" + new string('a', 150_000) + "\",", StringComparison.Ordinal);

        Refuse("valid", NoDiscovery);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("x")]
    public void What_is_no_key_set_is_not_used(string keys)
    {
        _issuer.KeySet = keys;

        Refuse("valid", NoKeySet);
    }

    [TestCase("{}")]
    [TestCase("{\"keys\":[]}")]
    [TestCase("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"KID\",\"use\":\"enc\",\"n\":\"N\",\"e\":\"AQAB\"}]}")]
    [TestCase("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"KID\",\"k\":\"N\"}]}")]
    [TestCase("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"N\",\"e\":\"AQAB\"}]}")]
    public void Only_RSA_keys_for_signatures_are_used(string keys)
    {
        var key = _issuer.Keys.Public.First();
        _issuer.KeySet = keys.Replace("\"N\"", $"\"{key.N}\"", StringComparison.Ordinal).Replace("KID", key.Kid, StringComparison.Ordinal);

        Refuse("valid", NoKey);
    }

    [Test]
    public void A_key_that_is_too_short_verifies_nothing()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(512);
        var modulus = System.Buffers.Text.Base64Url.EncodeToString(rsa.ExportParameters(false).Modulus);
        _issuer.KeySet = $$"""{"keys":[{"kty":"RSA","kid":"{{_issuer.Keys.Current.KeyId}}","n":"{{modulus}}","e":"AQAB"}]}""";

        Refuse("valid", "the token's signature is not valid");
    }

    [Test]
    public async Task Any_RSA_algorithm_is_accepted_if_the_key_does_not_say_which() => await AcceptAsync("RS512");

    private async Task AcceptAsync(string token) => await _guard.VerifyAsync(_issuer.Tokens[token], _issuer.Authorizer);

    private void Refuse(string token, string reason) => Assert.That(
        () => _guard.VerifyAsync(_issuer.Tokens[token], _issuer.Authorizer), Throws.TypeOf<InvalidTokenException>().With.Message.EqualTo(reason));
}
