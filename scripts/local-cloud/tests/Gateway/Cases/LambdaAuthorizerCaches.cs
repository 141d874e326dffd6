using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for what identifies a caller to a Lambda authorizer, and for responses that are used again.</summary>
public static class LambdaAuthorizerCaches
{
    private const string Counted = """{"isAuthorized":true,"context":{"calls":"CALLS"}}""";
    private const string Caching = LambdaAuthorizer + "#http-api-lambda-authorizer.caching";
    private const string Sources = LambdaAuthorizer + "#http-api-lambda-authorizer.identity-sources";

    public static IEnumerable<GatewayCase> All =>
    [
        Missing("Without its identity source, an authorizer is not asked", "GET /lambda/a", Sources),
        Missing("An empty identity source is none", "GET /lambda/a\nx-key:", Undocumented("a missing one")),
        Missing("An identity source in the query is none in a header", "GET /lambda/a?x-key=1", Sources),
        Missing("HEAD needs an identity source", "HEAD /lambda/any", Sources) with { Body = "" },
        Missing("OPTIONS needs an identity source without CORS", "OPTIONS /lambda/any", Sources),
        Missing("One of two identity sources is not enough", "GET /lambda/two", Sources) with { Authorizer = Counted },
        Missing("One of two identity sources is not enough: the other one", "GET /lambda/two?tenant=a", Sources),
        Missing("The name of a query parameter is case-sensitive", "GET /lambda/two?Tenant=a", Sources) with { Authorizer = Counted },
        GatewayCase.Seen("All identity sources are sent", "GET /lambda/two?tenant=a", Sources, "requestContext.authorizer.lambda.event.identitySource.1 = \"a\"") with
        {
            Authorizer = """{"isAuthorized":true,"context":{"event":"EVENT"}}""",
        },
        GatewayCase.Seen("A stage variable can be an identity source", "GET /lambda/stage", Sources, "requestContext.authorizer.lambda.event.identitySource.1 = \"blue\"") with
        {
            Authorizer = """{"isAuthorized":true,"context":{"event":"EVENT"}}""",
        },
        GatewayCase.Refused("An authorizer without identity sources is always asked", "GET /lambda/open", 500, "Internal Server Error", Sources) with { IsRefused = true },
        Counting("A response is used again", "GET /lambda/a", "GET /lambda/a", 1, Caching),
        Counting("A response is used on all routes of the authorizer", "GET /lambda/a", "GET /lambda/b", 1, Caching),
        Counting("A response is used for other methods", "GET /lambda/a", "DELETE /lambda/any", 1, Caching),
        Counting("A response is used whatever else is sent", "GET /lambda/a?x=1", "GET /lambda/a?x=2\nCookie: a=1", 1, Caching),
        Counting("With $context.routeKey, a response is for one route", "GET /lambda/route/a", "GET /lambda/route/b", 2, Caching),
        Counting("With $context.routeKey, a response is used again on this route", "GET /lambda/route/a", "GET /lambda/route/a", 1, Caching),
        Counting("A response is not used for another value of an identity source", "GET /lambda/two?tenant=a", "GET /lambda/two?tenant=b", 2, Caching),
        Counting("A response is not used by another authorizer", "GET /lambda/a", "GET /lambda/route/a", 2, Caching),
        Counting("A response is not used in another stage", "GET /lambda/a", "GET /Prod/lambda/a", 2, Undocumented("the settings of a stage, which are its own")),
        Counting("A TTL of 0 means that no response is used again", "GET /lambda/uncached", "GET /lambda/uncached", 2, Caching),
        GatewayCase.Seen("A failure is not used again", "GET /lambda/a", Undocumented("the rule that responses are cached"), "requestContext.authorizer.lambda.calls = 2") with
        {
            Before = ["GET /lambda/a"], Authorizer = $"throws once, then {Counted}",
        },
        GatewayCase.Refused("A policy that is used again is applied to each route", "GET /lambda/policy/b", 403, "Forbidden", Caching) with
        {
            Before = ["GET /lambda/policy/a"],
            IsRefused = true,
            Authorizer = """
                {"principalId":"p","policyDocument":{"Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:api/$default/GET/lambda/policy/a"}]}}
                """,
        },
        GatewayCase.Refused("A throttled request doesn't ask the authorizer", "GET /lambda/limited", 429, "Too Many Requests", Undocumented("the cost of a request")) with
        {
            Authorizer = Counted, IsRefused = true,
        },
    ];

    private static GatewayCase Missing(string name, string sent, string source) =>
        GatewayCase.Refused(name, sent, 401, "Unauthorized", source) with { IsRefused = true, Headers = ["www-authenticate:"] };

    private static GatewayCase Counting(string name, string before, string sent, int calls, string source) =>
        GatewayCase.Seen(name, sent, source, $"requestContext.authorizer.lambda.calls = {calls}") with { Before = [before], Authorizer = Counted };
}
