using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>Sends a response to the caller.</summary>
internal static class ResponseWriter
{
    private const string RequestId = "Apigw-Requestid";

    // A function can't set headers of the connection or of the gateway.
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", RequestId,
    };

    /// <returns>The actual response: headers that HTTP doesn't allow cause an error.</returns>
    public static async Task<Answer> WriteAsync(HttpContext context, string id, Cors? cors, Answer answer)
    {
        try
        {
            SetHeaders(context.Response, answer.Response);
        }
        catch (InvalidOperationException malformed)
        {
            context.Response.Headers.Clear();
            Answer error = GatewayError.Failed($"The function's response is malformed: {malformed.Message}");
            answer = error with { IntegrationLatency = answer.IntegrationLatency, InvocationStatus = answer.InvocationStatus };
            SetHeaders(context.Response, answer.Response);
        }

        context.Response.Headers[RequestId] = id;
        cors?.Apply(context);
        // These have no body: RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5.
        if (answer.Response.Status is not (
            StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified))
        {
            context.Response.ContentLength = answer.Response.Body.Length;
            await context.Response.Body.WriteAsync(answer.Response.Body);
        }

        return answer;
    }

    private static void SetHeaders(HttpResponse http, FunctionResponse response)
    {
        http.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            if (!Dropped.Contains(name))
            {
                http.Headers.Append(name, value);
            }
        }

        foreach (var cookie in response.Cookies)
        {
            http.Headers.Append("Set-Cookie", cookie);
        }
    }
}
