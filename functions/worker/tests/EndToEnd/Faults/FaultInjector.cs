using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>
/// A proxy between functions and the emulator, on a free port of this machine. It fails calls to SQS and DynamoDB according to a
/// plan, and forwards all others, signed by the cloud's user.
/// </summary>
internal sealed class FaultInjector : IAsyncDisposable
{
    private static readonly HashSet<string> NotPassedOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Content-Length", "Expect", "Host", "Transfer-Encoding", "X-Amz-Date", "X-Amz-Security-Token",
    };

    private readonly Cloud _cloud;
    private readonly AccessKey _key;
    private readonly WebApplication _server;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<Fault, int> _faults = new();
    private int _refusedEntries;
    private int _continuations;

    private FaultInjector(Cloud cloud)
    {
        _cloud = cloud;
        _key = cloud.AccessKey;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _server = builder.Build();
        _server.Run(PassOnAsync);
    }

    /// <summary>The endpoint for functions.</summary>
    public string Endpoint => _server.Urls.Single();

    /// <summary>The faults from now on; null for none.</summary>
    public FaultPlan? Plan { get; set; }

    /// <summary>How many calls had this fault since the last <see cref="Reset"/>.</summary>
    public int Count(Fault fault) => _faults.GetValueOrDefault(fault);

    public int RefusedEntries => _refusedEntries;

    /// <summary>How many times the rest of a file was left to another invocation.</summary>
    public int Continuations => _continuations;

    public static async Task<FaultInjector> StartAsync(Cloud cloud)
    {
        var injector = new FaultInjector(cloud);
        await injector._server.StartAsync();
        return injector;
    }

    public void Reset(FaultPlan? plan)
    {
        Plan = plan;
        _faults.Clear();
        _refusedEntries = 0;
        _continuations = 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var content = body.ToArray();
        var action = context.Request.Headers["X-Amz-Target"].ToString();
        var call = action.Length == 0 ? null : JsonNode.Parse(content);
        var fault = call is null || Plan is null ? Fault.None : Plan.ForCall($"{action} {IdentityOf(call)}");
        _faults.AddOrUpdate(fault, 1, static (_, count) => count + 1);
        if (fault == Fault.Refused)
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            await context.Response.WriteAsync("""{"__type":"ServiceUnavailable","message":"injected"}""");
            return;
        }

        if (action.EndsWith(".SendMessage", StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _continuations);
        }

        var refused = action.EndsWith(".SendMessageBatch", StringComparison.Ordinal) ? TakeRefused(call!) : [];
        if (refused.Count > 0)
        {
            content = Encoding.UTF8.GetBytes(call!.ToJsonString());
        }

        if (refused.Count > 0 && call!["Entries"]!.AsArray().Count == 0)
        {
            // SQS rejects an empty batch.
            await AnswerAsync(context, new JsonObject(), refused);
            return;
        }

        using var answer = await SendAsync(context.Request, content);
        if (fault == Fault.AnswerLost)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        if (refused.Count > 0)
        {
            await AnswerAsync(context, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, refused);
            return;
        }

        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!NotPassedOn.Contains(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        if (context.Request.Method != HttpMethod.Head.Method)
        {
            await answer.Content.CopyToAsync(context.Response.Body);
        }
    }

    // The ID of a row or a file, or the first message of a batch: what stays the same when the call is retried.
    private static string IdentityOf(JsonNode call) =>
        (call["Item"]?["id"] ?? call["Key"]?["id"] ?? call["Entries"]?[0]?["MessageBody"] ?? call).ToJsonString();

    private List<JsonNode> TakeRefused(JsonNode batch)
    {
        var entries = batch["Entries"]!.AsArray();
        var refused = Plan is null ? [] : entries.Where(entry => Plan.RefusesEntry((string)entry!["MessageBody"]!)).ToList();
        foreach (var entry in refused)
        {
            entries.Remove(entry);
            Interlocked.Increment(ref _refusedEntries);
        }

        return refused!;
    }

    // The body may have changed. A chunked body has a constant here instead of a hash, which is forwarded.
    private static bool IsHashOfBody(string name, StringValues values) =>
        name.Equals("X-Amz-Content-SHA256", StringComparison.OrdinalIgnoreCase) && values.ToString().Length == 64;

    private static Task AnswerAsync(HttpContext context, JsonNode answer, List<JsonNode> refused)
    {
        answer["Failed"] = new JsonArray([.. refused.Select(static entry => new JsonObject
        {
            ["Id"] = (string)entry["Id"]!, ["Code"] = "InternalError", ["Message"] = "injected", ["SenderFault"] = false,
        })]);
        context.Response.ContentType = "application/x-amz-json-1.0";
        return context.Response.WriteAsync(answer.ToJsonString());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequest request, byte[] content)
    {
        using var passedOn = new HttpRequestMessage(
            new(request.Method),
            new Uri(_cloud.Aws, request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget));
        passedOn.Content = new ByteArrayContent(content);
        foreach (var (name, values) in request.Headers)
        {
            if (!NotPassedOn.Contains(name) && !IsHashOfBody(name, values) && !passedOn.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                passedOn.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        // Credential=ID/DATE/REGION/SERVICE/aws4_request
        var scope = request.Headers.Authorization.ToString().Split(',')[0].Split('/');
        RequestSigner.Sign(passedOn, content, _key, scope[3], scope[2], DateTime.UtcNow);
        return await _client.SendAsync(passedOn, HttpCompletionOption.ResponseHeadersRead);
    }
}
