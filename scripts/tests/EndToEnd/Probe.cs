using System.Runtime.InteropServices;
using System.Text.Json;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A function that is created through the AWS API for one test, with a route <c>GET /probe-…</c> of the deployed API, and then deleted.
/// </summary>
internal sealed class Probe(Cloud cloud, string name, string account, string api, string integration, string route) : IAsyncDisposable
{
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
    public Task PermitAsync() => cloud.AwsAsync("lambda", "add_permission", new
    {
        FunctionName = name,
        StatementId = "route",
        Action = "lambda:InvokeFunction",
        Principal = "apigateway.amazonaws.com",
        SourceArn = $"arn:aws:execute-api:us-east-1:{account}:{api}/Prod/GET/{name}",
    });

    public Task ForbidAsync() =>
        cloud.AwsAsync("lambda", "remove_permission", new { FunctionName = name, StatementId = "route" });

    public Task UpdateAsync(params string[] function) =>
        cloud.AwsAsync("lambda", "update_function_code", new { FunctionName = name, ZipFile = Zip(function) });

    public async ValueTask DisposeAsync() => await cloud.PythonAsync("scripts/tests/EndToEnd/delete_probe.py", name, api, integration, route);

    private static string HostArchitecture =>
        RuntimeInformation.RuntimeIdentifier == "linux-arm64" ? "arm64" : "x86_64";

    private static string Zip(string[] function) => Convert.ToBase64String(FunctionZip.Of(function));
}
