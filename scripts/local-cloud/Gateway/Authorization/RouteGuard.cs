using Quickchange.LocalCloud.Gateway.Authorization.Iam;
using Quickchange.LocalCloud.Gateway.Authorization.Jwt;
using Quickchange.LocalCloud.Gateway.Authorization.Lambda;

namespace Quickchange.LocalCloud.Gateway.Authorization;

/// <summary>Decides who may invoke a route. A configuration that is unknown or incomplete lets nobody in.</summary>
internal sealed class RouteGuard(IamGuard iam, JwtGuard jwt, LambdaGuard lambda)
{
    public async Task<Verdict> JudgeAsync(GatewayRequest request)
    {
        var route = request.Route!.Authorization;
        if (route.IsOpen)
        {
            return Verdict.Open;
        }

        return (route.Type, request.Authorizer) switch
        {
            (RouteAuthorization.Iam, _) => await iam.JudgeAsync(request),
            (RouteAuthorization.Jwt, JwtAuthorizer authorizer) => await jwt.JudgeAsync(request, authorizer, route.Scopes),
            (RouteAuthorization.Custom, LambdaAuthorizer authorizer) => await lambda.JudgeAsync(request, authorizer),
            (_, UnknownAuthorizer unknown) => Misconfigured(request, $"The authorizer {unknown.Id} can't be used: {unknown.Problem}."),
            _ => Misconfigured(request, $"The authorization type {route.Type} with the authorizer {route.AuthorizerId ?? "none"} isn't known."),
        };
    }

    private static GatewayError Misconfigured(GatewayRequest request, string reason)
    {
        Console.Error.WriteLine($"The route {request.Route!.Key} is closed. {reason}");
        return GatewayError.BadAuthorizer(reason);
    }
}
