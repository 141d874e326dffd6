using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests routes that not everybody may invoke, with the emulator, the issuer and the commands that a user has.</summary>
[Parallelizable]
public class ClosedRouteTests : CloudTests
{
    [Test]
    public async Task A_route_with_IAM_authorization_is_for_who_signs()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "mirror");
        await probe.CloseAsync("AWS_IAM");
        var key = Cloud.AccessKey;

        Assert.That((await CallAsync(probe)).Status, Is.EqualTo(403));
        Assert.That((await CallAsync(probe, signer: key with { Secret = "guessed" })).Status, Is.EqualTo(403));
        var (status, context) = await CallAsync(probe, signer: key);
        Assert.That(status, Is.EqualTo(200));
        Assert.That((string)context!["iam"]!["accessKey"]!, Is.EqualTo(key.Id));
    }

    [Test]
    public async Task A_route_with_JWT_authorization_is_for_who_has_a_token()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "mirror");
        await probe.CloseAsync("JWT", new()
        {
            ["AuthorizerType"] = "JWT",
            ["IdentitySource"] = new[] { "$request.header.Authorization" },
            ["JwtConfiguration"] = new { Issuer = $"http://127.0.0.1:{Cloud.Port + 2}/issuer", Audience = new[] { Repository.Name } },
        });

        Assert.That((await CallAsync(probe)).Status, Is.EqualTo(401));
        Assert.That((await CallAsync(probe, "Authorization", $"Bearer {await TokenAsync("--expires", "-1")}")).Status, Is.EqualTo(401));
        var (status, context) = await CallAsync(probe, "Authorization", $"Bearer {await TokenAsync("--scope", "read")}");
        Assert.That(status, Is.EqualTo(200));
        Assert.That((string)context!["jwt"]!["claims"]!["scope"]!, Is.EqualTo("read"));
    }

    [Test]
    public async Task A_route_with_a_Lambda_authorizer_is_for_whom_it_lets_in()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "mirror");
        await using var authorizer = await Probe.CreateAsync(Cloud, "authorize_as_the_key_says", "/dev/null");
        var arn = await probe.CloseAsync("CUSTOM", new()
        {
            ["AuthorizerType"] = "REQUEST",
            ["AuthorizerPayloadFormatVersion"] = "2.0",
            ["EnableSimpleResponses"] = true,
            ["IdentitySource"] = new[] { "$request.header.x-key" },
            ["AuthorizerUri"] = $"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:{authorizer.Name}/invocations",
        });
        await authorizer.PermitAsync("authorizer", arn!);

        Assert.That((await CallAsync(probe)).Status, Is.EqualTo(401));
        Assert.That((await CallAsync(probe, "x-key", Key("""{"isAuthorized":false}"""))).Status, Is.EqualTo(403));
        var (status, context) = await CallAsync(probe, "x-key", Key("""{"isAuthorized":true,"context":{"plan":"gold"}}"""));
        Assert.That(status, Is.EqualTo(200));
        Assert.That((string)context!["lambda"]!["plan"]!, Is.EqualTo("gold"));
    }

    private static string Key(string answer) => $"id.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(answer))}";

    private static async Task<string> TokenAsync(params string[] options) =>
        (await Cloud.RunAsync(["scripts/token", "--port", $"{Cloud.Port}", .. options])).Succeeded().Output.Trim();

    // The status, and what the function is told of the caller.
    private static async Task<(int Status, JsonNode? Context)> CallAsync(Probe probe, string? header = null, string? value = null, AccessKey? signer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Cloud.Http.BaseAddress!, probe.Path));
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        if (signer is not null)
        {
            RequestSigner.Sign(request, [], signer, "execute-api", "us-east-1", DateTime.UtcNow);
        }

        using var response = await Cloud.Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!["requestContext"]?["authorizer"]);
    }
}
