using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Quickchange.Authorizer;

/// <summary>
/// Admits a request whose first identity source is an API key in the table
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda authorizers</see>,
/// payload format 2.0, simple responses). The route's function gets the key's ID and name, in
/// <c>requestContext.authorizer.lambda</c>.
/// </summary>
/// <param name="find">Returns the stored key with an ID; null if there is none. An exception makes API Gateway answer 500.</param>
/// <param name="clock">The clock.</param>
internal sealed class AuthorizerHandler(Func<string, StoredKey?> find, TimeProvider clock)
{
    public APIGatewayCustomAuthorizerV2SimpleResponse Handle(APIGatewayCustomAuthorizerV2Request request, ILambdaContext context)
    {
        if (request.IdentitySource is not [var text, ..] || !ApiKey.TryParse(text, out var key))
        {
            return Refuse("The request has no API key in the valid format.", context.Logger);
        }

        var stored = find(key.Id);
        // Without a stored key, the same comparison is made, so that the time doesn't tell whether an ID exists.
        if (!key.Matches(stored?.Hash ?? new byte[Sha256.Size]) || stored is null)
        {
            return Refuse($"The API key {key.Id} doesn't exist, or its secret is wrong.", context.Logger);
        }

        return stored.IsValidAt(clock.GetUtcNow())
            ? new() { IsAuthorized = true, Context = new() { ["keyId"] = key.Id, ["keyName"] = stored.Name } }
            : Refuse($"The API key {key.Id} has expired.", context.Logger);
    }

    // The caller only gets a 403. The reason is in the log at the level DEBUG, so that wrong keys can't fill it.
    private static APIGatewayCustomAuthorizerV2SimpleResponse Refuse(string reason, ILambdaLogger log)
    {
        log.LogDebug(reason);
        return new() { IsAuthorized = false };
    }
}
