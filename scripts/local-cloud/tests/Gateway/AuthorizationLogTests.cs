using System.Buffers.Text;
using System.Text;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>
/// Tests what the access log says about callers
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html).
/// </summary>
public sealed class AuthorizationLogTests : GatewayFixture
{
    private protected override string LogFormat =>
        "$context.identity.userAgent|$context.status|$context.error.responseType|$context.authorizer.error|$context.authorizer.claims.sub|"
        + "$context.authorizer.plan|$context.identity.caller|$context.identity.userArn|$context.identity.user";

    [Test]
    public async Task A_claim_is_in_the_line() => await LogsAsync("/jwt", $"Authorization: {Tokens["valid"]}", "200|-|-|anna|-|-|-|-");

    [Test]
    public async Task Why_a_token_is_refused_is_in_the_line() =>
        await LogsAsync("/jwt", $"Authorization: {Tokens["expired"]}", "401|UNAUTHORIZED|invalid_token: the token has expired|-|-|-|-|-");

    [Test]
    public async Task The_context_of_an_authorizer_is_in_the_line() =>
        await LogsAsync("/lambda/a", $"x-key: {Key("""{"isAuthorized":true,"context":{"plan":"go\nld"}}""")}", "200|-|-|-|go\\nld|-|-|-");

    [Test]
    public async Task Why_an_authorizer_has_no_answer_is_in_the_line() =>
        await LogsAsync("/lambda/a", $"x-key: {Key("\"yes\"")}", "500|AUTHORIZER_FAILURE|The authorizer's response is malformed.|-|-|-|-|-");

    [Test]
    public async Task Why_a_configuration_closes_a_route_is_in_the_line() =>
        await LogsAsync("/lambda/v1", "x-key: a", "500|AUTHORIZER_CONFIGURATION_ERROR|The authorizer v1 can't be used: the local cloud supports payload format 2.0, not 1.0.|-|-|-|-|-");

    [Test]
    public async Task Who_signed_a_request_is_in_the_line() => await LogsAsync(
        "/iam",
        "Authorization: AWS4-HMAC-SHA256 Credential=ALLOWED/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0",
        "200|-|-|-|-|-|arn:aws:execute-api:us-east-1:123456789012:api/$default/GET/iam|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Test]
    public async Task Why_a_signature_is_refused_is_in_the_line() =>
        await LogsAsync("/iam", "Authorization: AWS4-HMAC-SHA256 x", "403|ACCESS_DENIED|SignatureDoesNotMatch: sign the request as it is sent|-|-|-|-|-");

    private static string Key(string answer) => "id." + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(answer));

    private async Task LogsAsync(string path, string header, string expected)
    {
        var agent = Guid.NewGuid().ToString();

        await AskAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {agent}\r\n{header}\r\n\r\n");

        await Aws.LoggedAsync($"{agent}|{expected}");
    }
}
