using System.Text;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway.Authorization.Lambda;

/// <summary>
/// Lets in whom a function lets in
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda authorizers</see>).
/// </summary>
internal sealed class LambdaGuard(ComputePlane compute, TimeProvider time, TimeSpan timeout)
{
    private readonly AuthorizerCache _cache = new(time);

    /// <summary>Forgets the responses of authorizers.</summary>
    public void Forget() => _cache.Clear();

    public async Task<Verdict> JudgeAsync(GatewayRequest request, LambdaAuthorizer authorizer)
    {
        var identity = authorizer.Sources.Select(source => source.Read(request)).OfType<string>().ToArray();
        if (identity.Length < authorizer.Sources.Count)
        {
            return GatewayError.Unauthorized(null, "The request doesn't have the identity sources.");
        }

        if (_cache.Find(request, authorizer, identity) is not { } response)
        {
            if (!request.AuthorizerIsPermitted)
            {
                return GatewayError.AuthorizerFailed(
                    $"The authorizer's resource policy doesn't allow {request.AuthorizerArn} to invoke it. Add a permission for this authorizer.");
            }

            var (payload, problem) = await InvokeAsync(request, authorizer, identity);
            if (payload is null || AuthorizerResponse.Parse(payload, authorizer.IsSimple) is not { } parsed)
            {
                return GatewayError.AuthorizerFailed(problem ?? "The authorizer's response is malformed.");
            }

            _cache.Keep(request, authorizer, identity, response = parsed);
        }

        return response.Allows(request.ResourceArn)
            ? Verdict.Allow("lambda", response.Context?.DeepClone())
            : GatewayError.NotAuthorized("The authorizer denies access.");
    }

    private async Task<(byte[]? Payload, string? Problem)> InvokeAsync(GatewayRequest request, LambdaAuthorizer authorizer, string[] identity)
    {
        try
        {
            var (name, qualifier) = authorizer.Function;
            var (_, result) = await compute.InvokeAsync(
                name, qualifier, RequestEvent.WriteForAuthorizer(request, identity), traceId: request.TraceId, limit: timeout);
            return result.Error is null ? (result.Payload, null) : (null, Encoding.UTF8.GetString(result.Payload));
        }
        catch (TimeoutException)
        {
            return (null, $"The authorizer didn't answer within {timeout.TotalSeconds} seconds.");
        }
        catch (ThrottledException throttled)
        {
            return (null, throttled.Reason);
        }
        catch (FunctionNotFoundException missing)
        {
            return (null, missing.Message);
        }
    }
}
