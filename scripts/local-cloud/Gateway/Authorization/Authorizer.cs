using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization;

/// <summary>
/// An authorizer of an API
/// (<see href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers-authorizerid.html">
/// Authorizer</see>).
/// </summary>
internal abstract record Authorizer(string Id)
{
    /// <returns>An <see cref="UnknownAuthorizer"/>, which lets nobody in, if the configuration isn't understood completely.</returns>
    public static Authorizer Parse(JsonNode authorizer)
    {
        var id = (string)authorizer["authorizerId"]!;
        try
        {
            return (string?)authorizer["authorizerType"] switch
            {
                "JWT" => Jwt.JwtAuthorizer.Parse(id, authorizer),
                "REQUEST" => Lambda.LambdaAuthorizer.Parse(id, authorizer),
                var other => new UnknownAuthorizer(id, $"its type is {other ?? "missing"}, not JWT or REQUEST"),
            };
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidOperationException)
        {
            return new UnknownAuthorizer(id, malformed.Message);
        }
    }
}

/// <summary>An authorizer whose configuration is not supported or not valid.</summary>
internal sealed record UnknownAuthorizer(string Id, string Problem) : Authorizer(Id);
