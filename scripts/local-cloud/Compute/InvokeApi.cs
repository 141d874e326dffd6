using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Lambda's <see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</see>, which the AWS
/// endpoint forwards unchanged.
/// </summary>
internal static class InvokeApi
{
    private const string RequestId = "X-Amzn-RequestId";
    private const int LargestRequest = 6_291_456;
    private const int LargestAsyncRequest = 1_048_576;
    private const int LargestClientContext = 3583;
    private const int LogTail = 4096;

    public static void Map(IEndpointRouteBuilder routes, ComputePlane compute, Func<AsyncInvocations> later) =>
        routes.MapPost("/2015-03-31/functions/{name}/invocations", (HttpContext context, string name) =>
            InvokeAsync(context, Uri.UnescapeDataString(name), compute, later()));

    /// <summary>Responds to a request that is rejected.</summary>
    public static Task RefuseAsync(HttpContext context, string reason) => FailAsync(context, 403, "AccessDeniedException", reason);

    private static async Task InvokeAsync(HttpContext context, string name, ComputePlane compute, AsyncInvocations later)
    {
        var headers = context.Request.Headers;
        var qualifier = context.Request.Query["Qualifier"].FirstOrDefault();
        var type = headers["X-Amz-Invocation-Type"].FirstOrDefault() ?? "RequestResponse";
        var payload = await ReadAsync(context.Request);
        var limit = type == "Event" ? LargestAsyncRequest : LargestRequest;
        if (payload.Length > limit)
        {
            await FailAsync(context, 413, "RequestTooLargeException", type == "Event"
                ? $"{payload.Length} byte payload is too large for the Event invocation type (limit {limit} bytes)"
                : $"Request must be smaller than {limit} bytes for the InvokeFunction operation");
            return;
        }

        if (JsonText.ProblemOf(payload) is { } problem)
        {
            await FailAsync(context, 400, "InvalidRequestContentException", $"Could not parse request body into json: {problem}");
            return;
        }

        if (headers["X-Amz-Client-Context"].ToString().Length > LargestClientContext)
        {
            await FailAsync(context, 400, "InvalidRequestContentException", $"Client context must be at most {LargestClientContext} bytes of Base64.");
            return;
        }

        if (!TryReadClientContext(headers["X-Amz-Client-Context"].FirstOrDefault(), out var clientContext))
        {
            await FailAsync(context, 400, "InvalidRequestContentException", "Client context must be a valid Base64-encoded JSON object.");
            return;
        }

        try
        {
            switch (type)
            {
                case "RequestResponse":
                    await AnswerAsync(context, await compute.InvokeAsync(name, qualifier, payload, clientContext, headers["X-Amzn-Trace-Id"].FirstOrDefault()));
                    break;
                case "Event":
                    // The client context applies only to synchronous invocations.
                    context.Response.Headers[RequestId] = await later.StartAsync(name, qualifier, payload, headers["X-Amzn-Trace-Id"].FirstOrDefault());
                    context.Response.StatusCode = 202;
                    break;
                case "DryRun":
                    await compute.FindAsync(name, qualifier);
                    context.Response.StatusCode = 204;
                    break;
                default:
                    await FailAsync(context, 400, "InvalidParameterValueException", $"Unknown invocation type {type}: use RequestResponse, Event or DryRun.");
                    break;
            }
        }
        catch (FunctionNotFoundException missing)
        {
            await FailAsync(context, 404, "ResourceNotFoundException", missing.Message);
        }
        catch (QualifierMismatchException mismatch)
        {
            await FailAsync(context, 400, "InvalidParameterValueException", mismatch.Message);
        }
        catch (ThrottledException throttled)
        {
            await FailAsync(context, 429, "TooManyRequestsException", throttled.Message, throttled.Reason);
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"the invocation of {name} failed in the local cloud: {exception}");
            await FailAsync(context, 500, "ServiceException", $"The local cloud could not run the function: {exception.Message}");
        }
    }

    private static async Task AnswerAsync(HttpContext context, (FunctionVersion Function, InvocationResult Result) answer)
    {
        var headers = context.Response.Headers;
        headers["X-Amz-Executed-Version"] = answer.Function.Version;
        if (answer.Result.Error is { } error)
        {
            headers["X-Amz-Function-Error"] = error;
        }

        if (context.Request.Headers["X-Amz-Log-Type"] == "Tail")
        {
            var log = Encoding.UTF8.GetBytes(answer.Result.LogTail);
            headers["X-Amz-Log-Result"] = Convert.ToBase64String(log.AsSpan(Math.Max(0, log.Length - LogTail)));
        }

        headers[RequestId] = answer.Result.RequestId;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(answer.Result.Payload);
    }

    /// <summary>Responds with an error in the form of Lambda's API.</summary>
    public static async Task FailAsync(HttpContext context, int status, string type, string message, string? reason = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["X-Amzn-ErrorType"] = type;
        context.Response.Headers[RequestId] = Invocation.NewRequestId();
        var body = new JsonObject { ["Type"] = status >= 500 ? "Service" : "User", ["message"] = message, ["Message"] = message };
        if (reason is not null)
        {
            body["Reason"] = reason;
        }

        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var payload = new MemoryStream();
        await request.Body.CopyToAsync(payload);
        // Without a payload, the function receives an empty object.
        return payload.Length == 0 ? "{}"u8.ToArray() : payload.ToArray();
    }

    private static bool TryReadClientContext(string? header, out string? json)
    {
        json = null;
        if (header is null)
        {
            return true;
        }

        try
        {
            var given = Convert.FromBase64String(header);
            if (JsonText.ProblemOf(given) is not null || given.AsSpan().TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            {
                return false;
            }

            json = InHeader(Encoding.UTF8.GetString(given));
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // As a header's value: JSON has line ends only between its parts, and other characters only in strings.
    private static string InHeader(string json)
    {
        var header = new StringBuilder();
        foreach (var character in json)
        {
            _ = character is '\t' or '\r' or '\n' ? header.Append(' ')
                : character is >= ' ' and <= '~' ? header.Append(character)
                : header.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        return header.ToString();
    }
}
