using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for the responses of Lambda authorizers.</summary>
public static class LambdaAuthorizers
{
    private const string Policies = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html";
    private const string Evaluation = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html";
    private const string Here = "arn:aws:execute-api:us-east-1:123456789012:api/$default/GET/lambda/policy/";

    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("isAuthorized: true lets the caller in", "GET /lambda/a", LambdaAuthorizer,
            "requestContext.authorizer.lambda.plan = \"gold\"", "requestContext.authorizer.lambda.quota = 7", "requestContext.authorizer.lambda.trial = false",
            "requestContext.authorizer.lambda.tags = [\"a\",\"b\"]", "requestContext.authorizer.lambda.more = {\"a\":\"b\"}", "requestContext.authorizer.jwt = null") with
        {
            Authorizer = """{"isAuthorized":true,"context":{"plan":"gold","quota":7,"trial":false,"tags":["a","b"],"more":{"a":"b"}}}""",
        },
        GatewayCase.Seen("Without a context, there is none", "GET /lambda/a", Undocumented("a context that is null"), "requestContext.authorizer.lambda = null") with
        {
            Authorizer = """{"isAuthorized":true}""",
        },
        GatewayCase.Seen("A context can be null", "GET /lambda/a", Undocumented("no context"), "requestContext.authorizer.lambda = null") with
        {
            Authorizer = """{"isAuthorized":true,"context":null}""",
        },
        GatewayCase.Seen("Other members of a response are ignored", "GET /lambda/a", Undocumented("the documented members"), "requestContext.authorizer.lambda = {}") with
        {
            Authorizer = """{"isAuthorized":true,"context":{},"principalId":"x"}""",
        },
        Denied("isAuthorized: false doesn't", "{\"isAuthorized\":false}"),
        Denied("isAuthorized: false doesn't, with a context", """{"isAuthorized":false,"context":{"why":"x"}}"""),
        Malformed("The text true", "{\"isAuthorized\":\"true\"}"), Malformed("The text false", "{\"isAuthorized\":\"false\"}"),
        Malformed("The number 1", "{\"isAuthorized\":1}"), Malformed("null", "{\"isAuthorized\":null}"), Malformed("A list with true", "{\"isAuthorized\":[true]}"),
        Malformed("Another spelling", "{\"IsAuthorized\":true}"), Malformed("An empty object", "{}"), Malformed("A bare true", "true"),
        Malformed("A text with JSON", "\"{\\\"isAuthorized\\\":true}\""), Malformed("A list", "[{\"isAuthorized\":true}]"), Malformed("Nonsense", "yes"),
        Malformed("Nothing", ""), Malformed("Two answers", "{\"isAuthorized\":false,\"isAuthorized\":true}"),
        Malformed("A context that is text", """{"isAuthorized":true,"context":"x"}"""),
        Malformed("A policy instead of a boolean", Policy("Allow", Here + "a")),
        Failed("An authorizer that throws is an internal error", "GET /lambda/a", "throws"),
        Failed("An authorizer that the API may not invoke is an internal error", "GET /lambda/forbidden", "{\"isAuthorized\":true}"),
        Failed("An authorizer whose function doesn't exist is an internal error", "GET /lambda/gone", "{\"isAuthorized\":true}"),
        Closed("Payload format 1.0 is not supported", "GET /lambda/v1"), Closed("A role to invoke the authorizer is not supported", "GET /lambda/role"),
        Closed("A TTL over an hour is not valid", "GET /lambda/long"), Closed("An authorizer for tokens is no function", "GET /lambda/jwt"),
        Allowed("A policy that allows the route lets the caller in", "a", Policy("Allow", Here + "a")),
        Allowed("A policy can have wildcards", "a", Policy("Allow", "arn:aws:execute-api:*:*:api/*/GET/lambda/*", "execute-api:*")),
        Allowed("A policy can have a single statement and lists", "a",
            $$$"""{"principalId":"p","policyDocument":{"Statement":{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["x","{{{Here}}}a"]}},"context":{"plan":"gold"}}"""),
        Forbidden("A policy that denies the route doesn't", "a", Policy("Deny", Here + "a"), LambdaAuthorizer),
        Forbidden("A policy for another route doesn't", "b", Policy("Allow", Here + "a"), LambdaAuthorizer),
        Forbidden("A policy for another method doesn't", "a", Policy("Allow", Here.Replace("GET", "POST", StringComparison.Ordinal) + "a"), Policies),
        Forbidden("A policy for another API doesn't", "a", Policy("Allow", Here.Replace(":api/", ":other/", StringComparison.Ordinal) + "a"), Policies),
        Forbidden("A policy for another action doesn't", "a", Policy("Allow", "*", "execute-api:ManageConnections"), Policies),
        Forbidden("A policy with a condition doesn't", "a", Policy("Allow", "*", more: ""","Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.1"} } """), Undocumented("a condition that isn't met")),
        Forbidden("An explicit deny overrides an allow", "a", Policy("Allow", "*").Replace(" }]}", $$"""},{"Effect":"Deny","Action":"*","Resource":"{{Here}}*"}]}""", StringComparison.Ordinal), Evaluation),
        Forbidden("A policy without statements doesn't", "a", """{"principalId":"p","policyDocument":{"Statement":[]}}""", Evaluation),
        MalformedPolicy("A policy without a principal", Policy("Allow", "*").Replace("principalId", "principal", StringComparison.Ordinal)),
        MalformedPolicy("A policy without an effect", Policy("allow", "*")), MalformedPolicy("A boolean instead of a policy", "{\"isAuthorized\":true}"),
        MalformedPolicy("A policy with NotAction", Policy("Allow", "*").Replace("Action", "NotAction", StringComparison.Ordinal)),
        MalformedPolicy("A policy that is text", """{"principalId":"p","policyDocument":"{}"}"""),
        GatewayCase.Seen("The authorizer is sent the request", "GET /lambda/policy/a%2Fb?x=1&x=2\nCookie: a=1; b=2", LambdaAuthorizer,
            "requestContext.authorizer.lambda.event.version = \"2.0\"", "requestContext.authorizer.lambda.event.type = \"REQUEST\"",
            $"requestContext.authorizer.lambda.event.routeArn = \"{Here}a/b\"", "requestContext.authorizer.lambda.event.routeKey = \"GET /lambda/policy/{x}\"",
            "requestContext.authorizer.lambda.event.rawPath = \"/lambda/policy/a/b\"", "requestContext.authorizer.lambda.event.rawQueryString = \"x=1&x=2\"",
            "requestContext.authorizer.lambda.event.queryStringParameters.x = \"1,2\"", "requestContext.authorizer.lambda.event.cookies = [\"a=1\",\"b=2\"]",
            "requestContext.authorizer.lambda.event.pathParameters.x = \"a/b\"", "requestContext.authorizer.lambda.event.stageVariables.color = \"blue\"",
            "requestContext.authorizer.lambda.event.headers.host = \"localhost\"", "requestContext.authorizer.lambda.event.requestContext.http.method = \"GET\"",
            "requestContext.authorizer.lambda.event.requestContext.stage = \"$default\"", "requestContext.authorizer.lambda.event.requestContext.authorizer = null",
            "requestContext.authorizer.lambda.event.body = null", "requestContext.authorizer.lambda.event.isBase64Encoded = null") with
        {
            Authorizer = Policy("Allow", "*").Replace("\"gold\"", "\"gold\",\"event\":\"EVENT\"", StringComparison.Ordinal),
        },
    ];

    /// <summary>Cases for a gateway that doesn't wait.</summary>
    public static IReadOnlyList<GatewayCase> TimedOut { get; } =
        [Failed("An authorizer that doesn't answer within 10 seconds is an internal error", "GET /lambda/a", "waits", Quotas)];

    private static string Policy(string effect, string resource, string action = "execute-api:Invoke", string more = "") =>
        $$$"""{"principalId":"p","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"{{{effect}}}","Action":"{{{action}}}","Resource":"{{{resource}}}"{{{more}}} }]},"context":{"plan":"gold"}}""";

    private static GatewayCase Denied(string name, string answer) =>
        GatewayCase.Refused(name, "GET /lambda/a", 403, "Forbidden", LambdaAuthorizer) with { Authorizer = answer, IsRefused = true };

    private static GatewayCase Failed(string name, string sent, string answer, string source = LambdaAuthorizer) =>
        GatewayCase.Refused(name, sent, 500, "Internal Server Error", source) with { Authorizer = answer, IsRefused = true };

    private static GatewayCase Malformed(string what, string answer) => Failed($"{what} is no answer of an authorizer", "GET /lambda/a", answer);

    private static GatewayCase MalformedPolicy(string what, string answer) => Failed($"{what} is no answer of an authorizer with policies", "GET /lambda/policy/a", answer);

    private static GatewayCase Closed(string name, string sent) =>
        GatewayCase.Refused(name, sent, 500, "Internal Server Error", "the local cloud's own") with { Authorizer = "{\"isAuthorized\":true}", IsRefused = true };

    private static GatewayCase Allowed(string name, string path, string answer) =>
        GatewayCase.Seen(name, $"GET /lambda/policy/{path}", LambdaAuthorizer, "requestContext.authorizer.lambda = {\"plan\":\"gold\"}") with { Authorizer = answer };

    private static GatewayCase Forbidden(string name, string path, string answer, string source) =>
        GatewayCase.Refused(name, $"GET /lambda/policy/{path}", 403, "Forbidden", source) with { Authorizer = answer, IsRefused = true };
}
