namespace Quickchange.LocalCloud.Gateway.Authorization.Iam;

/// <summary>
/// Lets in who has signed the request, and may perform <c>execute-api:Invoke</c> on the route
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html">IAM authorization</see>).
/// All others get the same response.
/// </summary>
internal sealed class IamGuard(RouteAccess access)
{
    public async Task<Verdict> JudgeAsync(GatewayRequest request)
    {
        // Without a signature, nothing else matters, least of all a large body.
        if (SignedRequest.Find(request) is not { } signed)
        {
            return GatewayError.NotAuthorized("The request has no signature, or more than one.");
        }

        var answer = await access.AskAsync(await signed.DescribeAsync(request));
        return answer["identity"]?.AsObject() is { } identity
            ? Verdict.Allow("iam", identity.DeepClone())
            : GatewayError.NotAuthorized((string?)answer["refusal"] ?? "The AWS endpoint gave no answer.");
    }
}
