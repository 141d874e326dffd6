using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for what the gateway does with a request to a route with IAM authorization before and after its signature is verified.</summary>
public static class IamRoutes
{
    private const string Allowed = "Authorization: AWS4-HMAC-SHA256 Credential=ALLOWED/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0";

    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("A signed request that is allowed reaches the function", $"GET /iam\n{Allowed}", Iam,
            "requestContext.authorizer.iam.accessKey = \"ALLOWED\"", "requestContext.authorizer.jwt = null", "requestContext.authorizer.lambda = null",
            "requestContext.authorizer.iam.userArn = \"arn:aws:execute-api:us-east-1:123456789012:api/$default/GET/iam\""),
        new("A body is part of what is signed", $"POST /iam\n{Allowed}\nContent-Type: text/plain\nContent-Length: 2", Iam)
        {
            SentBody = "hi",
            Event = ["body = \"hi\"", "requestContext.authorizer.iam.userId = \"8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4\""],
        },
        Refused("A request without a signature is forbidden", "GET /iam", Iam),
        Refused("A request that is not allowed is forbidden", $"GET /iam\n{Allowed.Replace("ALLOWED", "OTHER", StringComparison.Ordinal)}", Iam),
        Refused("A request with a token is forbidden", "GET /iam\nAuthorization: Bearer <valid>", Iam),
        Refused("A request with two signatures in headers is forbidden", $"GET /iam\n{Allowed}\n{Allowed}", Undocumented("a signature that can't be read")),
        Refused("A request with signatures in a header and in the query is forbidden", $"GET /iam?X-Amz-Signature=0\n{Allowed}", Undocumented("a signature that can't be read")),
        Refused("A request with an encoded name of a second signature is forbidden", $"GET /iam?X-Amz%2DSignature=0\n{Allowed}", Undocumented("a signature that can't be read")),
    ];

    private static GatewayCase Refused(string name, string sent, string source) =>
        GatewayCase.Refused(name, sent, 403, "Forbidden", source) with { IsRefused = true, Headers = ["www-authenticate:"] };
}
