using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization;

/// <summary>
/// Who may invoke a route, as the route says
/// (<see href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes-routeid.html">Route</see>).
/// </summary>
/// <param name="Type">NONE, AWS_IAM, JWT or CUSTOM.</param>
/// <param name="AuthorizerId">The ID of the authorizer; null if the route has none.</param>
/// <param name="Scopes">The scopes, of which a token must have one; empty if it needs none.</param>
internal sealed record RouteAuthorization(string Type, string? AuthorizerId, IReadOnlyList<string> Scopes)
{
    public const string None = "NONE";
    public const string Iam = "AWS_IAM";
    public const string Jwt = "JWT";
    public const string Custom = "CUSTOM";

    /// <summary>Whether the route is for everybody. An authorizer without a type is a mistake, which must not open the route.</summary>
    public bool IsOpen => Type == None && AuthorizerId is null;

    public static RouteAuthorization Parse(JsonNode route) => new(
        // API Gateway's default.
        (string?)route["authorizationType"] is { Length: > 0 } type ? type : None,
        (string?)route["authorizerId"] is { Length: > 0 } id ? id : null,
        [.. route["authorizationScopes"]?.AsArray().Select(scope => (string)scope!) ?? []]);
}
