namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>
/// Tests the lines of the access log
/// (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html).
/// </summary>
public sealed class AccessLogTests : GatewayFixture
{
    private protected override string LogFormat =>
        "$context.identity.userAgent|$context.accountId|$context.apiId|$context.stage|$context.routeKey|$context.httpMethod|$context.path|$context.protocol|$context.status|"
        + "$context.responseLength|$context.domainName|$context.identity.sourceIp|$context.integration.status|$context.integration.integrationStatus|"
        + "$context.error.message|$context.error.messageString|$context.error.responseType|$context.integrationErrorMessage|$context.authorizer.error|$context.unknown";

    [TestCase("GET /Prod/any/caf%C3%A9", "x-answer: Im9rIg==",
        "123456789012|api|Prod|ANY /any/{proxy+}|GET|/Prod/any/caf\u00e9|HTTP/1.1|200|2|localhost|127.0.0.1|200|200|-|-|-|-|-|-")]
    [TestCase("GET /exact", "x-answer: eyJzdGF0dXNDb2RlIjo0MTh9",
        "123456789012|api|$default|GET /exact|GET|/exact|HTTP/1.1|418|0|localhost|127.0.0.1|418|200|-|-|-|-|-|-")]
    [TestCase("GET /nothing", "x-a: b",
        "123456789012|api|$default|-|GET|/nothing|HTTP/1.1|404|23|localhost|127.0.0.1|-|-|Not Found|\"Not Found\"|MISSING_ROUTE|-|-|-")]
    [TestCase("GET /limited", "x-a: b",
        "123456789012|api|$default|GET /limited|GET|/limited|HTTP/1.1|429|31|localhost|127.0.0.1|-|-|Too Many Requests|\"Too Many Requests\"|THROTTLED|-|-|-")]
    [TestCase("GET /any/x%22%0Ay", "x-answer: Im9rIg==",
        "123456789012|api|$default|ANY /any/{proxy+}|GET|/any/x\\\"\\ny|HTTP/1.1|200|2|localhost|127.0.0.1|200|200|-|-|-|-|-|-")]
    [TestCase("GET /exact", "x-answer: eyJzdGF0dXNDb2RlIjowfQ==",
        "123456789012|api|$default|GET /exact|GET|/exact|HTTP/1.1|500|35|localhost|127.0.0.1|-|200|Internal Server Error|\"Internal Server Error\"|INTEGRATION_FAILURE|The function's response is malformed.|-|-")]
    public async Task A_request_is_a_line(string request, string header, string expected)
    {
        var agent = Guid.NewGuid().ToString();

        await AskAsync($"{request} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {agent}\r\n{header}\r\n\r\n");

        await Aws.LoggedAsync($"{agent}|{expected}");
    }

    [Test]
    public async Task A_quote_in_the_user_agent_can_not_break_a_line()
    {
        await AskAsync("GET /nothing HTTP/1.1\r\nHost: localhost\r\nUser-Agent: a\"b\\c\r\n\r\n");

        await Aws.LoggedAsync("a\\\"b\\\\c|123456789012|");
    }

    [Test]
    public async Task What_went_wrong_with_the_function_is_in_the_line()
    {
        await AskAsync("GET /exact HTTP/1.1\r\nHost: localhost\r\nUser-Agent: failing\r\nx-fail: for a reason\r\n\r\n");

        await Aws.LoggedAsync("{\\\"errorType\\\": \\\"ValueError\\\", \\\"errorMessage\\\": \\\"for a reason\\\"}");
    }
}
