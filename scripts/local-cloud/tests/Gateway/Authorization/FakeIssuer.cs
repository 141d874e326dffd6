using System.Net;
using System.Text;
using Quickchange.LocalCloud.Gateway.Authorization;
using Quickchange.LocalCloud.Gateway.Authorization.Jwt;
using Quickchange.LocalCloud.Issuer;

namespace Quickchange.LocalCloud.Tests.Gateway.Authorization;

/// <summary>An issuer elsewhere, without a network: tests change what it answers.</summary>
internal sealed class FakeIssuer(TimeProvider time) : HttpMessageHandler
{
    public const string Url = "https://issuer.example/pool";

    public IssuerKeys Keys { get; } = new();

    public JwtAuthorizer Authorizer { get; } = new("jwt", new(IdentitySourceKind.Header, "Authorization"), Url, ["orders"]);

    /// <summary>The paths that were asked for.</summary>
    public IList<string> Asked { get; } = [];

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public string Discovery { get; set; } = $$"""{"issuer":"{{Url}}","jwks_uri":"https://keys.example/jwks"}""";

    /// <summary>The key set; null for the keys.</summary>
    public string? KeySet { get; set; }

    /// <summary>Responses wait for this task.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    /// <summary>How long it may take; the default is longer than the slowest machine needs.</summary>
    public TimeSpan Limit { get; set; } = TimeSpan.FromMinutes(10);

    public TestTokens Tokens => new(Keys, Url, time);

    public JwtGuard Guard() => new(new(Download(), time), time);

    public KeyDownload Download() => new((new NoServer(), this), () => "http://127.0.0.1:3002/issuer", Limit);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!.ToString());
        await Open.WaitAsync(cancellationToken);
        var body = request.RequestUri.AbsolutePath.EndsWith("openid-configuration", StringComparison.Ordinal) ? Discovery : KeySet ?? PublicKeys();
        return new(Status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    protected override void Dispose(bool disposing)
    {
        Keys.Dispose();
        base.Dispose(disposing);
    }

    private string PublicKeys() =>
        $$"""{"keys":[{{string.Join(',', Keys.Public.Select(key => $$"""{"kty":"RSA","kid":"{{key.Kid}}","n":"{{key.N}}","e":"{{key.E}}"}"""))}}]}""";

    private sealed class NoServer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("The cloud's own issuer isn't asked for another one's keys.");
    }
}
