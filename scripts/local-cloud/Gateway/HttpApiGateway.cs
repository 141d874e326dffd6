using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Gateway.Authorization;
using Quickchange.LocalCloud.Gateway.Authorization.Lambda;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>Serves the deployed HTTP APIs, as API Gateway does.</summary>
internal sealed class HttpApiGateway(Apis apis, ComputePlane compute, RouteGuard guard, Throttle throttle, AccessLog accessLog)
{
    private readonly FunctionIntegration _functions = new(compute);

    /// <summary>Responds to a request that is rejected.</summary>
    public static Task RefuseAsync(HttpContext context, string reason) =>
        ResponseWriter.WriteAsync(context, GatewayRequest.NewId(), null, GatewayError.Forbidden(reason));

    public async Task ServeAsync(HttpContext context)
    {
        var started = Stopwatch.StartNew();
        var id = GatewayRequest.NewId();
        var request = (GatewayRequest?)null;
        Answer answer;
        try
        {
            (request, var refusal) = await ReceiveAsync(context.Request, id);
            if (request is null)
            {
                answer = refusal!;
            }
            else
            {
                (request, answer) = await AnswerAsync(request);
            }
        }
        catch (BadHttpRequestException bad)
        {
            // The beginning of the next request is unknown.
            context.Response.Headers.Connection = "close";
            answer = bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => GatewayError.TooLarge,
                StatusCodes.Status408RequestTimeout => GatewayError.TimedOut,
                _ => GatewayError.BadRequest,
            };
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"The gateway could not serve {context.Request.Path}: {exception.Message}");
            answer = GatewayError.Failed(exception.Message);
        }

        answer = await ResponseWriter.WriteAsync(context, id, request?.Api.Cors, answer);
        if (request is not null)
        {
            await accessLog.WriteAsync(request, answer, started.Elapsed);
        }
    }

    // Routes a request. Requests that match no stage aren't logged, because there is no log for them.
    private async Task<(GatewayRequest? Request, GatewayError? Refusal)> ReceiveAsync(HttpRequest http, string id)
    {
        // A request with two lengths can hide another one: RFC 9112, section 6.1. The server renames the header that it ignores.
        if (http.Headers.TransferEncoding.Count > 0 && http.Headers.ContainsKey("X-Content-Length"))
        {
            throw new BadHttpRequestException("The request has both Content-Length and Transfer-Encoding.");
        }

        if (!GatewayLimits.Admits(http))
        {
            return (null, GatewayError.HeadersTooLarge);
        }

        var target = RequestTarget.Parse(GatewayLimits.RawTarget(http));
        if (RequestTarget.DecodePath(target.Path) is not { } path)
        {
            return (null, GatewayError.BadRequest);
        }

        while (true)
        {
            var changes = apis.Changes;
            var request = await RouteAsync(http, id, target, path);
            // A route that is being moved always exists, has its authorizer, and has permission to invoke its functions. Several reads
            // with the move in between may not show that.
            if (request?.IsComplete == true || apis.Changes == changes)
            {
                return (request, request is null ? GatewayError.NotFound : null);
            }
        }
    }

    private async Task<GatewayRequest?> RouteAsync(HttpRequest http, string id, RequestTarget target, string path)
    {
        if (await apis.FindAsync(http.Host.Value ?? "", target.Path) is not { } api
            || api.StageOf(target.Path) is not var (stage, pathInStage))
        {
            return null;
        }

        var request = new GatewayRequest(http, id, DateTimeOffset.UtcNow, api, stage, path, RequestTarget.DecodePath(pathInStage) ?? path, target.Query);
        if (api.Match(http.Method, pathInStage) is not var (route, parameters))
        {
            return request;
        }

        request = request with { Route = route, PathParameters = parameters };
        return route.Integration is { } integration
            ? request with
            {
                IsPermitted = (await apis.PolicyOfAsync(integration.Function)).AllowsApiGateway(request.RouteArn),
                AuthorizerIsPermitted = request.Authorizer is not LambdaAuthorizer authorizer
                    || (await apis.PolicyOfAsync(authorizer.Function)).AllowsApiGateway(request.AuthorizerArn),
            }
            : request;
    }

    private async Task<(GatewayRequest Request, Answer Answer)> AnswerAsync(GatewayRequest request)
    {
        var isPreflight = request.Api.Cors is not null && Cors.IsPreflight(request.Http);
        if (isPreflight && !Cors.NeedsAuthorization(request.Route))
        {
            return (request, new(FunctionResponse.NoContent));
        }

        if (request.Route is not { Integration: { } integration } route)
        {
            return (request, GatewayError.NotFound);
        }

        // Before the authorizer, which may be a function that costs something too.
        if (!throttle.Admits(request.Api, request.Stage, route))
        {
            return (request, GatewayError.TooManyRequests);
        }

        var verdict = await guard.JudgeAsync(request);
        request = request with { AuthorizerContext = verdict.Context };
        return (request,
            verdict.Refusal is { } refusal ? refusal :
            isPreflight ? new Answer(FunctionResponse.NoContent) :
            await _functions.InvokeAsync(request, integration));
    }
}
