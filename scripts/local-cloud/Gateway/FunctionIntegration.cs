using System.Diagnostics;
using System.Text;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>Invokes the function of a route.</summary>
internal sealed class FunctionIntegration(ComputePlane compute)
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LargestEvent = 6_291_456;

    public async Task<Answer> InvokeAsync(GatewayRequest request, Integration integration)
    {
        if (!request.IsPermitted)
        {
            return GatewayError.Failed(
                $"The function's resource policy doesn't allow {request.RouteArn} to invoke it. Add a permission for this route.");
        }

        var body = await request.Body.ReadAsync();
        var payload = integration.IsFormat1 ? RequestEventFormat1.Write(request, body) : RequestEvent.Write(request, body);
        if (payload.Length > LargestEvent)
        {
            return GatewayError.TooLarge;
        }

        var started = Stopwatch.StartNew();
        var (status, answer) = await InvokeAsync(request, integration, payload);
        return answer with { IntegrationLatency = started.Elapsed, InvocationStatus = status };
    }

    private async Task<(int? Status, Answer Answer)> InvokeAsync(GatewayRequest request, Integration integration, byte[] payload)
    {
        var (name, qualifier) = integration.Function;
        try
        {
            var (_, result) = await compute.InvokeAsync(name, qualifier, payload, traceId: request.TraceId, limit: integration.Timeout);
            return (200,
                result.Error is not null ? GatewayError.Failed(Encoding.UTF8.GetString(result.Payload)) :
                ParseResponse(integration, result.Payload) is { } response ? new Answer(response) :
                GatewayError.Failed("The function's response is malformed."));
        }
        catch (TimeoutException)
        {
            return (null, GatewayError.IntegrationTimedOut);
        }
        catch (ThrottledException throttled)
        {
            return (429, GatewayError.Unavailable(throttled.Reason));
        }
        catch (FunctionNotFoundException missing)
        {
            return (404, GatewayError.Failed(missing.Message));
        }
    }

    private static FunctionResponse? ParseResponse(Integration integration, byte[] payload) =>
        integration.IsFormat1 ? FunctionResponse.ParseFormat1(payload) : FunctionResponse.Parse(payload);
}
