using System.Runtime.InteropServices;
using System.Text.Json;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A function that is created through the AWS API for one test, with a route <c>GET /probe-…</c> of the deployed API, and then deleted.
/// </summary>
internal sealed class Probe(Cloud cloud, string name, string account, string api, string integration, string route) : IAsyncDisposable
{
    private readonly List<string> _authorizers = [];

    public string Name => name;

    public string Path => $"Prod/{name}";

    /// <param name="cloud">The cloud.</param>
    /// <param name="function">The function's behavior: see <see cref="FunctionZip.Of(string[])"/>.</param>
    public static async Task<Probe> CreateAsync(Cloud cloud, params string[] function)
    {
        var name = $"probe-{Guid.NewGuid():N}";
        var made = await cloud.PythonAsync("scripts/tests/EndToEnd/create_probe.py", name, HostArchitecture, Zip(function));
        var ids = JsonSerializer.Deserialize<string[]>(made)!;
        var probe = new Probe(cloud, name, ids[0], ids[1], ids[2], ids[3]);
        await probe.PermitAsync();
        return probe;
    }

    /// <summary>Lets the API's stage invoke the function, only on this route.</summary>
    public Task PermitAsync() => PermitAsync("route", $"arn:aws:execute-api:us-east-1:{account}:{api}/Prod/GET/{name}");

    /// <summary>Lets another part of the API invoke the function.</summary>
    public Task PermitAsync(string statement, string source) => cloud.AwsAsync("lambda", "add_permission", new
    {
        FunctionName = name,
        StatementId = statement,
        Action = "lambda:InvokeFunction",
        Principal = "apigateway.amazonaws.com",
        SourceArn = source,
    });

    /// <summary>Lets only those callers in whom the route's new authorization names.</summary>
    /// <param name="type">AWS_IAM, JWT or CUSTOM.</param>
    /// <param name="authorizer">The parameters of an authorizer of the API; null for none.</param>
    /// <returns>The ARN of the authorizer.</returns>
    public async Task<string?> CloseAsync(string type, Dictionary<string, object>? authorizer = null)
    {
        var id = (string?)null;
        if (authorizer is not null)
        {
            authorizer["ApiId"] = api;
            authorizer["Name"] = name;
            id = (string)(await cloud.AwsAsync("apigatewayv2", "create_authorizer", authorizer))["AuthorizerId"]!;
            _authorizers.Add(id);
        }

        var authorization = new Dictionary<string, object> { ["ApiId"] = api, ["RouteId"] = route, ["AuthorizationType"] = type };
        if (id is not null)
        {
            authorization["AuthorizerId"] = id;
        }

        await cloud.AwsAsync("apigatewayv2", "update_route", authorization);
        return id is null ? null : $"arn:aws:execute-api:us-east-1:{account}:{api}/authorizers/{id}";
    }

    /// <summary>Sets the timeout of the function, and of the gateway for it.</summary>
    public async Task SetTimeoutAsync(int seconds)
    {
        await cloud.AwsAsync("lambda", "update_function_configuration", new { FunctionName = name, Timeout = seconds });
        await cloud.AwsAsync("apigatewayv2", "update_integration", new { ApiId = api, IntegrationId = integration, TimeoutInMillis = seconds * 1000 });
    }

    public Task ForbidAsync() =>
        cloud.AwsAsync("lambda", "remove_permission", new { FunctionName = name, StatementId = "route" });

    public Task UpdateAsync(params string[] function) =>
        cloud.AwsAsync("lambda", "update_function_code", new { FunctionName = name, ZipFile = Zip(function) });

    public async ValueTask DisposeAsync() =>
        await cloud.PythonAsync("scripts/tests/EndToEnd/delete_probe.py", [name, api, integration, route, .. _authorizers]);

    private static string HostArchitecture =>
        RuntimeInformation.RuntimeIdentifier == "linux-arm64" ? "arm64" : "x86_64";

    private static string Zip(string[] function) => Convert.ToBase64String(FunctionZip.Of(function));
}
