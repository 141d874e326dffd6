using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization.Lambda;

/// <summary>
/// The response of an authorizer's function
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format-response">
/// format</see>).
/// </summary>
/// <param name="IsAuthorized">The simple response; null for a policy.</param>
/// <param name="Policy">The policy; null for a simple response.</param>
/// <param name="Context">What the function of the route sees; null for nothing.</param>
internal sealed record AuthorizerResponse(bool? IsAuthorized, InvokePolicy? Policy, JsonObject? Context)
{
    /// <returns>Null for a response that is not in the format.</returns>
    public static AuthorizerResponse? Parse(byte[] payload, bool isSimple)
    {
        try
        {
            if (JsonNode.Parse(payload, documentOptions: new() { AllowDuplicateProperties = false }) is not JsonObject response
                || response["context"] is not (null or JsonObject))
            {
                return null;
            }

            var context = response["context"]?.AsObject();
            return isSimple
                // Not "true", which is text, and least of all "false".
                ? response["isAuthorized"]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
                    ? new((bool)response["isAuthorized"]!, null, context)
                    : null
                : response["principalId"]?.GetValueKind() == JsonValueKind.String && InvokePolicy.Parse(response["policyDocument"]) is { } policy
                    ? new(null, policy, context)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the caller may invoke the route with this ARN.</summary>
    public bool Allows(string resource) => IsAuthorized ?? Policy!.Allows(resource);
}
