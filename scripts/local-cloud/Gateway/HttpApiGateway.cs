using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>Serves the provisioned HTTP APIs, as API Gateway does.</summary>
internal sealed class HttpApiGateway(Apis apis, ComputePlane compute, Throttle throttle, AccessLog accessLog)
{
    /// <summary>The largest request body, in bytes.</summary>
    public const int LargestRequest = 10 * 1024 * 1024;

    private const string RequestId = "Apigw-Requestid";

    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !context.Response.HasStarted)
        {
            await Console.Error.WriteLineAsync($"the gateway could not serve {context.Request.Path}: {exception.Message}");
            await FailAsync(context, 500, "Internal Server Error");
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var started = Stopwatch.StartNew();
        var id = Convert.ToBase64String(RandomNumberGenerator.GetBytes(11)).Replace('+', 'A').Replace('/', 'B');
        context.Response.Headers[RequestId] = id;
        // The path as it was sent: routes are matched before it is decoded, or %2F would be a separator.
        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var segments = Route.Split(raw);
        var stageName = segments.Length > 0 ? Uri.UnescapeDataString(segments[0]) : "";
        if (await apis.FindAsync(context.Request.Host.Value ?? "", stageName) is not { } api || !api.Stages.TryGetValue(stageName, out var stage))
        {
            await FailAsync(context, 404, "Not Found");
            return;
        }

        if (api.Cors is { } cors)
        {
            context.Response.OnStarting(() =>
            {
                cors.Apply(context);
                return Task.CompletedTask;
            });
            if (Cors.IsPreflight(context.Request))
            {
                context.Response.StatusCode = 204;
                return;
            }
        }

        if (Match(api, context.Request.Method, segments[1..]) is not var (route, parameters) || route.Integration is null)
        {
            await FailAsync(context, 404, "Not Found");
            return;
        }

        var request = new GatewayRequest(
            context.Request, id, DateTimeOffset.UtcNow, api, stage, route, parameters, Uri.UnescapeDataString(raw));
        var (status, message, error) = (0, "", (string?)null);
        var integration = Stopwatch.StartNew();
        if (!throttle.Admits(api, stage, route))
        {
            (status, message) = (429, "Too Many Requests");
        }
        else if (!(await apis.PolicyOfAsync(route.Integration)).AllowsApiGateway(request.RouteArn))
        {
            (status, message, error) = (500, "Internal Server Error", "The resource policy of the function does not let this route invoke it.");
        }
        else
        {
            (status, message, error) = await InvokeAsync(context, request);
        }

        if (status != 0)
        {
            await FailAsync(context, status, message);
        }

        accessLog.Write(
            request, context.Response.StatusCode, context.Response.ContentLength ?? 0, started.Elapsed, integration.Elapsed, error);
    }

    // Status 0 says that the function's response has been written.
    private async Task<(int Status, string Message, string? Error)> InvokeAsync(HttpContext context, GatewayRequest request)
    {
        byte[] body;
        try
        {
            body = await ReadAsync(context.Request);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == 413)
        {
            return (413, "Request Entity Too Large", null);
        }

        var payload = Encoding.UTF8.GetBytes(RequestEvent.From(request, body).ToJsonString());
        var (name, qualifier) = request.Integration.Function;
        try
        {
            var invocation = compute.InvokeAsync(name, qualifier, payload);
            // The function goes on when the gateway has given up, as on AWS.
            var (_, result) = await invocation.WaitAsync(request.Integration.Timeout);
            if (result.Error is not null)
            {
                return (500, "Internal Server Error", Encoding.UTF8.GetString(result.Payload));
            }

            if (FunctionResponse.Parse(result.Payload) is not { } response)
            {
                return (500, "Internal Server Error", "The function's response is malformed.");
            }

            await WriteAsync(context, response);
            return (0, "", null);
        }
        catch (TimeoutException)
        {
            return (503, "Service Unavailable", "Endpoint request timed out");
        }
        catch (ThrottledException throttled)
        {
            return (503, "Service Unavailable", throttled.Reason);
        }
        catch (FunctionNotFoundException missing)
        {
            return (500, "Internal Server Error", missing.Message);
        }
    }

    private static (Route Route, Dictionary<string, string> Parameters)? Match(Api api, string method, IReadOnlyList<string> path)
    {
        (Route, Dictionary<string, string>)? best = null;
        foreach (var route in api.Routes.OrderByDescending(route => route.Specificity, StringComparer.Ordinal))
        {
            if (route.TryMatch(method, path, out var parameters))
            {
                best = (route, parameters);
                break;
            }
        }

        return best;
    }

    private static async Task WriteAsync(HttpContext context, FunctionResponse response)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            if (name.ToUpperInvariant() is not ("CONTENT-LENGTH" or "TRANSFER-ENCODING" or "CONNECTION"))
            {
                context.Response.Headers[name] = value;
            }
        }

        foreach (var cookie in response.Cookies)
        {
            context.Response.Headers.Append("Set-Cookie", cookie);
        }

        if (response.Status is 204 or 304 or < 200)
        {
            return;
        }

        context.Response.ContentLength = response.Body.Length;
        await context.Response.Body.WriteAsync(response.Body);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static async Task FailAsync(HttpContext context, int status, string message)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"message":"{{message}}"}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
    }
}
