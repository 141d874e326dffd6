using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Routes that not everybody may invoke, and their authorizers.</summary>
internal static class ClosedRoutes
{
    private const string Header = "$request.header.Authorization";

    private static readonly Dictionary<string, string> Routes = new()
    {
        ["GET /jwt"] = Jwt("jwt"),
        ["ANY /jwt/any"] = Jwt("jwt"),
        ["GET /jwt/scoped"] = Jwt("jwt") + ""","authorizationScopes":["orders/read","orders/write"]""",
        ["GET /jwt/query"] = Jwt("query"),
        ["GET /jwt/down"] = Jwt("down"),
        ["GET /jwt/http"] = Jwt("http"),
        ["GET /jwt/missing"] = Jwt("missing"),
        ["GET /jwt/lambda"] = Jwt("lambda"),
        ["GET /jwt/no-audience"] = Jwt("no-audience"),
        ["GET /jwt/unknown"] = Jwt("unknown"),
        ["GET /closed/none"] = "\"authorizationType\":\"NONE\",\"authorizerId\":\"jwt\"",
        ["GET /closed/new"] = "\"authorizationType\":\"PASSKEY\"",
        ["GET /iam"] = "\"authorizationType\":\"AWS_IAM\"",
        ["POST /iam"] = "\"authorizationType\":\"AWS_IAM\"",
        ["GET /lambda/a"] = Lambda("lambda"),
        ["GET /lambda/b"] = Lambda("lambda"),
        ["ANY /lambda/any"] = Lambda("lambda"),
        ["GET /lambda/limited"] = Lambda("lambda"),
        ["GET /lambda/uncached"] = Lambda("uncached"),
        ["GET /lambda/route/a"] = Lambda("per-route"),
        ["GET /lambda/route/b"] = Lambda("per-route"),
        ["GET /lambda/two"] = Lambda("two"),
        ["GET /lambda/stage"] = Lambda("stage"),
        ["GET /lambda/open"] = Lambda("no-source"),
        ["GET /lambda/policy/{x}"] = Lambda("policy"),
        ["GET /lambda/forbidden"] = Lambda("forbidden"),
        ["GET /lambda/gone"] = Lambda("gone"),
        ["GET /lambda/v1"] = Lambda("v1"),
        ["GET /lambda/role"] = Lambda("role"),
        ["GET /lambda/jwt"] = Lambda("jwt"),
        ["GET /lambda/long"] = Lambda("long"),
    };

    public static void AddTo(FakeAws aws, string issuer)
    {
        foreach (var (key, closed) in Routes)
        {
            aws.Routes.Add(key);
            aws.Authorization[key] = closed;
        }

        Array.ForEach<string>(
        [
            JwtAuthorizer("jwt", Header, issuer), JwtAuthorizer("query", "$request.querystring.token", issuer),
            JwtAuthorizer("down", Header, "https://issuer.invalid"), JwtAuthorizer("http", Header, "http://127.0.0.1:9"),
            JwtAuthorizer("no-audience", Header, issuer, "[]"), """{"authorizerId":"unknown","authorizerType":"PASSKEY"}""",
            LambdaAuthorizer("lambda", "\"$request.header.x-key\""), LambdaAuthorizer("uncached", "\"$request.header.x-key\"", ttl: 0),
            LambdaAuthorizer("per-route", "\"$request.header.x-key\",\"$context.routeKey\""),
            LambdaAuthorizer("two", "\"$request.header.X-Key\",\"$request.querystring.tenant\""),
            LambdaAuthorizer("stage", "\"$request.header.x-key\",\"$stageVariables.color\""),
            LambdaAuthorizer("no-source", "", ttl: 0),
            LambdaAuthorizer("policy", "\"$request.header.x-key\"", isSimple: false),
            LambdaAuthorizer("forbidden", "\"$request.header.x-key\"", function: "forbidden"),
            LambdaAuthorizer("gone", "\"$request.header.x-key\"", function: "gone"),
            LambdaAuthorizer("v1", "\"$request.header.x-key\"", format: "1.0"),
            LambdaAuthorizer("role", "\"$request.header.x-key\"", more: ",\"authorizerCredentialsArn\":\"arn:aws:iam::123456789012:role/r\""),
            LambdaAuthorizer("long", "\"$request.header.x-key\"", ttl: 3601),
        ], aws.Authorizers.Add);
        aws.RouteAccess = asked => ((string?)asked["headers"]?["authorization"])?.Contains("Credential=ALLOWED/", StringComparison.Ordinal) == true
            ? new()
            {
                ["identity"] = new System.Text.Json.Nodes.JsonObject { ["accessKey"] = "ALLOWED", ["userArn"] = (string)asked["resource"]!, ["userId"] = (string)asked["bodyHash"]! },
            }
            : new() { ["refusal"] = "SignatureDoesNotMatch: sign the request as it is sent" };
    }

    private static string Jwt(string authorizer) => $"\"authorizationType\":\"JWT\",\"authorizerId\":\"{authorizer}\"";

    private static string Lambda(string authorizer) => $"\"authorizationType\":\"CUSTOM\",\"authorizerId\":\"{authorizer}\"";

    private static string JwtAuthorizer(string id, string source, string issuer, string audience = "[\"orders\",\"billing\"]") =>
        $$"""{"authorizerId":"{{id}}","authorizerType":"JWT","identitySource":["{{source}}"],"jwtConfiguration":{"issuer":"{{issuer}}","audience":{{audience}} } }""";

    private static string LambdaAuthorizer(
        string id, string sources, int ttl = 300, bool isSimple = true, string function = "a", string format = "2.0", string more = "") =>
        $$"""
        {"authorizerId":"{{id}}","authorizerType":"REQUEST","identitySource":[{{sources}}],"authorizerResultTtlInSeconds":{{ttl}},
        "enableSimpleResponses":{{(isSimple ? "true" : "false")}},"authorizerPayloadFormatVersion":"{{format}}","authorizerUri":
        "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:{{function}}/invocations"{{more}} }
        """;
}
