using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>
/// The Runtime API for processes that the user runs, with the name of the function before the path of a call: the form that
/// <see href="https://github.com/aws/aws-lambda-dotnet/tree/master/Tools/LambdaTestTool-v2">AWS's test tool</see> has. And what only the
/// cloud's user gets: the environment variables for such a process, and the state of those of a function.
/// </summary>
internal static partial class OwnProcessApi
{
    private const string Environments = "/_environments";
    private const string Processes = "/_processes";

    // A program that makes one request for a script, which is the runtime.
    private static readonly string[] Tools = ["curl", "wget"];

    // The key of what a connection remembers.
    private static readonly object Last = new();

    public static void Map(IEndpointRouteBuilder routes, OwnFunctions own, AwsClient aws, AccessKey user)
    {
        RuntimeApi.Map(routes, "/{function}", async context => await CallerAsync(context, own));
        routes.MapPost($"{Environments}/{{function}}", (HttpContext context, string function) =>
            AnswerAsync(context, user, () => VariablesAsync(context, function, own, aws)));
        routes.MapPost($"{Processes}/{{function}}", (HttpContext context, string function) =>
            AnswerAsync(context, user, async () => own.Of(await own.FindAsync(function)).Describe()));
        routes.MapPost($"{Processes}/{{function}}/{{id:int}}/retire", (HttpContext context, string function, int id, int? successor) =>
            AnswerAsync(context, user, async () => Retire(own.Of(await own.FindAsync(function)), id, successor)));
    }

    /// <summary>Whether a request is one of a runtime, which can't prove who it is.</summary>
    public static bool IsOfRuntime(HttpRequest request) => RuntimePath().IsMatch(request.Path);

    /// <summary>Whether a request is one that proves itself that it is the user's.</summary>
    public static bool IsOfUser(HttpRequest request) =>
        request.Path.StartsWithSegments(Environments, StringComparison.Ordinal) || request.Path.StartsWithSegments(Processes, StringComparison.Ordinal);

    private static JsonArray Retire(OwnProcesses processes, int id, int? successor)
    {
        processes.Retire(id, successor);
        return processes.Describe();
    }

    private static async Task<OwnRuntime> CallerAsync(HttpContext context, OwnFunctions own)
    {
        var processes = own.Of(await own.FindAsync((string)context.Request.RouteValues["function"]!));
        var items = context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items;
        var last = items.TryGetValue(Last, out var remembered) ? (Caller)remembered! : null;
        // A process can serve several functions over one connection.
        var caller = last?.Processes == processes ? last.Own : null;
        caller = processes.Call(
            last is null ? ProcessOf(context.Connection, processes) : last.Own.Process,
            caller,
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed);
        items[Last] = new Caller(processes, caller);
        return new(processes, caller);
    }

    private static ProcessIdentity? ProcessOf(ConnectionInfo connection, OwnProcesses processes)
    {
        var found = SocketOwner.Find(
            new(connection.RemoteIpAddress!, connection.RemotePort), new(connection.LocalIpAddress!, connection.LocalPort), processes.Ids);
        return found is { } process && Tools.Contains(process.Program) ? process.Parent?.WithoutForks : found;
    }

    private static async Task AnswerAsync(HttpContext context, AccessKey user, Func<Task<JsonNode>> answer)
    {
        if (!Admission.IsFrom(user, context.Request))
        {
            await InvokeApi.RefuseAsync(context, "Only the cloud's user may ask for this: scripts/env asks for the environment of a function.");
            return;
        }

        try
        {
            context.Response.Headers.CacheControl = "no-store";
            await context.Response.WriteAsJsonAsync(await answer());
        }
        catch (FunctionNotFoundException missing)
        {
            await InvokeApi.FailAsync(context, 404, "ResourceNotFoundException", missing.Message);
        }
    }

    private static async Task<JsonNode> VariablesAsync(HttpContext context, string name, OwnFunctions own, AwsClient aws)
    {
        var function = await own.FindAsync(name);
        var variables = EnvironmentVariables.ForOwnProcess(
            function,
            $"{EnvironmentVariables.RuntimeApiAt(context.Connection.LocalPort)}/{own.ShortName(function.Name)}",
            own.Of(function).Stream,
            await Credentials.AssumeAsync(aws, function, Credentials.Longest),
            aws.Endpoint);
        return new JsonObject(variables.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)));
    }

    // The second part of a path is a version only in these APIs: runtime, extensions, telemetry and logs.
    [GeneratedRegex(@"\A/[^/]+/20[0-9]{2}-[0-9]{2}-[0-9]{2}/")]
    private static partial Regex RuntimePath();

    private sealed record Caller(OwnProcesses Processes, OwnProcess Own);
}
