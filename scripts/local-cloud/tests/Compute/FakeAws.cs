using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.LocalCloud.Tests.Events.Queues;
using Quickchange.LocalCloud.Tests.Functions;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>A stand-in for the AWS API with the operations that the local cloud calls, and with deployed functions.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    /// <summary>The access key of its clouds; signatures aren't verified.</summary>
    public static readonly Secrets Secrets = new(new("AKIAEXAMPLE", "the user's secret"), "the cloud's secret");

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, (JsonObject Description, byte[] Zip)> _functions = new();
    private readonly ConcurrentQueue<string> _logs = new();
    private readonly ConcurrentDictionary<string, string> _aliases = new() { ["live"] = """{"FunctionVersion":"7"}""" };

    private FakeAws(WebApplication server) => _server = server;

    /// <summary>The burst limit of the stage.</summary>
    public int Burst { get; set; } = 1000;

    /// <summary>The rate limit of the stage, in requests per second.</summary>
    public double Rate { get; set; } = 1;

    /// <summary>The integration timeout, in milliseconds.</summary>
    public int IntegrationTimeout { get; set; } = 600_000;

    /// <summary>The API's CORS configuration: JSON, null for none.</summary>
    public string? Cors { get; set; }

    /// <summary>The API's stages: JSON; null for one, Prod.</summary>
    public string? Stages { get; set; }

    /// <summary>The ID of the integration of all routes but those below /format1, which have one with payload format 1.0.</summary>
    public string Integration { get; set; } = "i";

    /// <summary>Called before the integrations or the policy are read, with the name of the one that is read.</summary>
    public Func<string, Task> Reading { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Whether the policy of the function f allows the routes to invoke it.</summary>
    public bool Permits { get; set; } = true;

    /// <summary>The functions besides f whose policy doesn't allow the API to invoke them.</summary>
    public ISet<string> Forbidden { get; } = new HashSet<string>();

    /// <summary>The keys of the API's routes, all of which invoke the function f.</summary>
    public IList<string> Routes { get; } = [];

    /// <summary>The members of routes about authorization, by key: JSON; nothing for a route that is open.</summary>
    public IDictionary<string, string> Authorization { get; } = new Dictionary<string, string>();

    /// <summary>The API's authorizers: JSON.</summary>
    public IList<string> Authorizers { get; } = [];

    /// <summary>Who may invoke a route with AWS_IAM: the response to the gateway's question, and the question.</summary>
    public Func<JsonObject, JsonObject> RouteAccess { get; set; } = static _ => new() { ["refusal"] = "nobody" };

    /// <summary>PutLogEvents waits for this task.</summary>
    public Task LogsOpen { get; set; } = Task.CompletedTask;

    /// <summary>Requests for a role's credentials wait for this task.</summary>
    public Task RolesOpen { get; set; } = Task.CompletedTask;

    /// <summary>The expiration time of roles' credentials.</summary>
    public DateTimeOffset Expiration { get; set; } = DateTimeOffset.UtcNow.AddHours(1);

    /// <summary>The queues.</summary>
    public FakeQueues Sqs { get; set; } = new(TimeProvider.System);

    /// <summary>The event source mappings; the response has a page for each.</summary>
    public ConcurrentDictionary<string, JsonObject> Mappings { get; } = new();

    /// <summary>The configuration of functions for asynchronous invocations: JSON, by the name and the qualifier, if any.</summary>
    public ConcurrentDictionary<string, string> EventInvokeConfigs { get; } = new();

    /// <summary>The schedules, as returned by GetSchedule, by name; the list has a page for each.</summary>
    public ConcurrentDictionary<string, JsonObject> Schedules { get; } = new();

    /// <summary>The received requests in the query protocol.</summary>
    public ConcurrentQueue<string> Forms { get; } = new();

    public Uri Url => new(_server.Urls.Single());

    public static async Task<FakeAws> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var aws = new FakeAws(builder.Build());
        aws._server.MapGet("/2015-03-31/functions/", (int? marker) => Page(
            "Functions", aws._functions.Keys.Order().Select(name => new JsonObject { ["FunctionName"] = name }), marker ?? 0, "NextMarker"));
        aws._server.MapGet("/2015-03-31/functions/{name}", (string name, string? qualifier) =>
            aws._functions.TryGetValue(qualifier is null or "$LATEST" or "7" ? name : $"{name}:{qualifier}", out var function)
                ? Json(function.Description.ToJsonString())
                : Results.NotFound());
        aws._server.MapGet("/2015-03-31/functions/{name}/aliases/{alias}", (string name, string alias) =>
            aws._aliases.TryGetValue(alias, out var description) ? Json(description) : Results.NotFound());
        aws._server.MapGet("/2019-09-25/functions/{name}/event-invoke-config", (string name, string? qualifier) =>
            aws.EventInvokeConfigs.TryGetValue(qualifier is null ? name : $"{name}:{qualifier}", out var config) ? Json(config) : Results.NotFound());
        aws._server.MapGet("/schedules", (int? nextToken) => Page(
            "Schedules",
            aws.Schedules.OrderBy(schedule => schedule.Key).Select(schedule =>
                new JsonObject { ["Name"] = schedule.Key, ["GroupName"] = (string)schedule.Value["GroupName"]! }),
            nextToken ?? 0,
            "NextToken"));
        aws._server.MapGet("/schedules/{name}", (string name, string groupName) =>
            aws.Schedules.TryGetValue(name, out var schedule) && (string)schedule["GroupName"]! == groupName ? Json(schedule.ToJsonString()) : Results.NotFound());
        aws._server.MapDelete("/schedules/{name}", (string name, string groupName) =>
            aws.Schedules.TryRemove(name, out _) ? Json("{}") : Results.NotFound());
        aws._server.MapGet("/code/{name}", (string name) => Results.Bytes(aws._functions[name].Zip));
        aws._server.MapPost("/", aws.CallAsync);
        aws._server.MapGet("/2015-03-31/event-source-mappings/", (int? marker) => Page(
            "EventSourceMappings",
            aws.Mappings.OrderBy(mapping => mapping.Key).Select(mapping => mapping.Value.DeepClone().AsObject()),
            marker ?? 0,
            "NextMarker"));
        aws._server.MapGet("/2015-03-31/functions/{name}/policy", async (string name) =>
        {
            await aws.Reading("policy");
            return (name == "f" ? aws.Permits : !aws.Forbidden.Contains(name))
                ? Json("""{"Policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"lambda:InvokeFunction\",\"Principal\":\"*\"}]}"}""")
                : Results.NotFound();
        });
        aws._server.MapGet("/v2/apis", () => Json(
            $$"""{"items":[{"apiId":"api","protocolType":"HTTP","corsConfiguration":{{aws.Cors ?? "null"}} }]}"""));
        aws._server.MapGet("/v2/apis/api/routes", () => Json(
            "{\"items\":[" + string.Join(',', aws.Routes.Select(key =>
                $$"""{"routeId":"r","routeKey":"{{key}}","target":"integrations/{{(key.Contains("/format1", StringComparison.Ordinal) ? "format1" : aws.Integration)}}"{{(aws.Authorization.TryGetValue(key, out var closed) ? $",{closed}" : "")}} }""")) + "]}"));
        aws._server.MapGet("/v2/apis/api/authorizers", () => Json($$"""{"items":[{{string.Join(',', aws.Authorizers)}}]}"""));
        aws._server.MapPost("/_routes/authorize", async (HttpRequest request) =>
            request.Headers.Authorization == $"Bearer {Secrets.Control}"
                ? Json(aws.RouteAccess((await JsonNode.ParseAsync(request.Body))!.AsObject()).ToJsonString())
                : Results.StatusCode(403));
        aws._server.MapGet("/v2/apis/api/integrations", async () =>
        {
            await aws.Reading("integrations");
            var function = $$""" "integrationUri":"arn:aws:lambda:us-east-1:123456789012:function:f","timeoutInMillis":{{aws.IntegrationTimeout}} """;
            return Json(
                $$"""{"items":[{"integrationId":"{{aws.Integration}}","payloadFormatVersion":"2.0",{{function}} },{"integrationId":"format1","payloadFormatVersion":"1.0",{{function}} }]}""");
        });
        aws._server.MapGet("/v2/apis/api/stages", () => Json(aws.Stages ??
            $$"""
            {"items":[{"stageName":"Prod","defaultRouteSettings":{"throttlingRateLimit":{{aws.Rate.ToString(CultureInfo.InvariantCulture)}},"throttlingBurstLimit":{{aws.Burst}} } }]}
            """));
        await aws._server.StartAsync();
        return aws;
    }

    /// <summary>Deploys a function.</summary>
    /// <param name="name">The name.</param>
    /// <param name="function">The function's behavior: see <see cref="FunctionZip.Of(string[])"/>.</param>
    /// <param name="timeout">The timeout in seconds; the default is longer than the slowest machine needs.</param>
    /// <param name="reserved">The reserved concurrency.</param>
    /// <param name="version">The version; versions other than 7 are added.</param>
    /// <param name="memory">The memory in MB.</param>
    /// <param name="deadLetters">The ARN of the dead-letter queue.</param>
    public void Deploy(
        string name, string[] function, int timeout = 600, int? reserved = null, string version = "7", int memory = 256, string? deadLetters = null) =>
        Deploy(name, FunctionZip.Of(function), timeout, reserved, version, memory, deadLetters);

    /// <summary>Deploys a function, given its zip.</summary>
    public void Deploy(
        string name, byte[] zip, int timeout = 600, int? reserved = null, string version = "7", int memory = 256, string? deadLetters = null)
    {
        var key = version == "7" ? name : $"{name}:{version}";
        var description = new JsonObject
        {
            ["Configuration"] = new JsonObject
            {
                ["FunctionName"] = name,
                ["FunctionArn"] = $"arn:aws:lambda:us-east-1:123456789012:function:{name}:{version}",
                ["Version"] = version,
                ["Handler"] = "function.handler",
                ["Role"] = "arn:aws:iam::123456789012:role/r",
                ["MemorySize"] = memory,
                ["Timeout"] = timeout,
                ["Architectures"] = new JsonArray(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64"),
                ["CodeSha256"] = Convert.ToBase64String(SHA256.HashData(zip)),
                ["Environment"] = new JsonObject { ["Variables"] = new JsonObject { ["MODE"] = "fast", ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1" } },
            },
            ["Code"] = new JsonObject { ["Location"] = new Uri(Url, $"/code/{Uri.EscapeDataString(key)}").ToString() },
        };
        if (deadLetters is not null)
        {
            description["Configuration"]!["DeadLetterConfig"] = new JsonObject { ["TargetArn"] = deadLetters };
        }

        if (reserved is not null)
        {
            description["Concurrency"] = new JsonObject { ["ReservedConcurrentExecutions"] = reserved };
        }

        _functions[key] = (description, zip);
    }

    /// <summary>Adds an alias of version 7 that routes a share of the invocations to another version.</summary>
    public void Alias(string name, string otherVersion, double weight) =>
        _aliases[name] = $$"""{"FunctionVersion":"7","RoutingConfig":{"AdditionalVersionWeights":{"{{otherVersion}}":{{weight.ToString(CultureInfo.InvariantCulture)}} } } }""";

    /// <summary>Waits until a line is in CloudWatch Logs.</summary>
    public Task LoggedAsync(string part) => Eventually.IsAsync(
        () => _logs.Any(line => line.Contains(part, StringComparison.Ordinal)),
        () => $"'{part}' is not among: {string.Join('\n', _logs)}");

    /// <summary>The lines in CloudWatch Logs.</summary>
    public IReadOnlyList<string> Logged => [.. _logs];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> CallAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        var target = request.Headers["X-Amz-Target"].ToString();
        if (target.StartsWith("AmazonSQS.", StringComparison.Ordinal))
        {
            return await Sqs.CallAsync(target.Split('.')[1], JsonNode.Parse(body)!, request.HttpContext.RequestAborted) is { } answer
                ? Json(answer.ToJsonString())
                : Results.StatusCode(503);
        }

        if (target.Length == 0)
        {
            Forms.Enqueue(body);
            await RolesOpen;
        }

        if (target.EndsWith("PutLogEvents", StringComparison.Ordinal))
        {
            await LogsOpen;
            foreach (var line in JsonNode.Parse(body)!["logEvents"]!.AsArray())
            {
                _logs.Enqueue((string)line!["message"]!);
            }
        }

        return target.Length > 0
            ? Results.Text("{}", "application/json")
            : Results.Text($"<A><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>{Expiration:o}</Expiration></Credentials></A>");
    }

    // A page has one item and a token for the next page.
    private static IResult Page(string name, IEnumerable<JsonObject> items, int from, string next)
    {
        var left = items.Skip(from).ToArray();
        var page = new JsonObject { [name] = new JsonArray([.. left.Take(1)]) };
        if (left.Length > 1)
        {
            page[next] = $"{from + 1}";
        }

        return Json(page.ToJsonString());
    }

    private static IResult Json(string text) => Results.Text(text, "application/json");
}
