#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// The simple response of a Lambda authorizer of an HTTP API
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<APIGatewayCustomAuthorizerV2SimpleResponse>))]
public class APIGatewayCustomAuthorizerV2SimpleResponse
{
    public bool IsAuthorized { get; set; }

    /// <summary>
    /// What the route's function finds in <c>requestContext.authorizer.lambda</c>: strings, booleans, numbers of the types int, long
    /// and double, and anything else as a JsonElement.
    /// </summary>
    public Dictionary<string, object> Context { get; set; }
}
