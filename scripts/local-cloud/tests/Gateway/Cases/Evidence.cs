namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Sources for the behavior of AWS.</summary>
public static class Evidence
{
    private const string Guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/";

    public const string PayloadFormat = Guide + "http-api-develop-integrations-lambda.html";
    public const string Routing = Guide + "http-api-develop-routes.html";
    public const string Cors = Guide + "http-api-cors.html";
    public const string Quotas = Guide + "http-api-quotas.html";
    public const string Throttling = Guide + "http-api-throttling.html";
    public const string RestResponses = "not documented; follows REST APIs, which reject a malformed response";

    public const string Jwt = Guide + "http-api-jwt-authorizer.html";
    public const string JwtTroubleshooting = Guide + "http-api-troubleshooting-jwt.html";
    public const string Iam = Guide + "http-api-access-control-iam.html";
    public const string LambdaAuthorizer = Guide + "http-api-lambda-authorizer.html";
    public const string LogVariables = Guide + "http-api-logging-variables.html";

    /// <summary>A response to a token that has expired, on a route with scopes.</summary>
    public const string RecordedExpiry = "recorded: keitakn/go-cognito-lambda, README.md";

    /// <summary>The errors in the access log when an issuer can't be reached.</summary>
    public const string RecordedIssuerErrors = "recorded: neighborhoods/okta-openid-mini-project (the text)";

    /// <summary>Events of paths that were sent to AWS.</summary>
    public const string RecordedPaths = "recorded: hotsock/voker, vokerhttp/testdata/ingress-paths.json";

    /// <summary>A whole event that was recorded on AWS.</summary>
    public const string RecordedEvent = "recorded: hotsock/voker, vokerhttp/testdata/apigwv2-request.json";

    public const string BodyTypes = "checked on AWS: ministackorg/ministack#766";

    /// <summary>Responses and events that AWS's own test tool recorded.</summary>
    public static string Snapshot(string name) =>
        $"recorded: aws/aws-lambda-dotnet, Tools/LambdaTestTool-v2, Snapshots/{name}.json";

    public static string Undocumented(string follows) => $"not documented; follows {follows}";
}
