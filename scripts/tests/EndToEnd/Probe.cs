using System.Runtime.InteropServices;
using System.Text.Json;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A function made through the AWS API for one test, and a route <c>GET /probe-…</c> of the provisioned API. It goes with the test.
/// </summary>
internal sealed class Probe : IAsyncDisposable
{
    private readonly Cloud _cloud;
    private string _arn = "";
    private string _api = "";
    private string _integration = "";
    private string _route = "";

    private Probe(Cloud cloud)
    {
        _cloud = cloud;
        Name = $"probe-{Guid.NewGuid():N}";
    }

    public string Name { get; }

    public string Path => $"Prod/{Name}";

    /// <param name="cloud">Where.</param>
    /// <param name="function">What it does: see <see cref="FunctionZip.Of(string[])"/>.</param>
    /// <param name="timeout">Of an invocation, in seconds.</param>
    public static async Task<Probe> CreateAsync(Cloud cloud, string[] function, int timeout = 20)
    {
        var probe = new Probe(cloud);
        var made = await cloud.PythonAsync("EndToEnd/create_probe.py", probe.Name, $"{timeout}", HostArchitecture, Zip(function));
        var ids = JsonSerializer.Deserialize<string[]>(made)!;
        (probe._arn, probe._api, probe._integration, probe._route) = (ids[0], ids[1], ids[2], ids[3]);
        await probe.PermitAsync();
        return probe;
    }

    /// <summary>Lets the API's stage invoke the function, on this route alone.</summary>
    public Task PermitAsync()
    {
        var account = _arn.Split(':')[4];
        return _cloud.AwsAsync("lambda", "add_permission", new
        {
            FunctionName = Name,
            StatementId = "route",
            Action = "lambda:InvokeFunction",
            Principal = "apigateway.amazonaws.com",
            SourceArn = $"arn:aws:execute-api:us-east-1:{account}:{_api}/Prod/GET/{Name}",
        });
    }

    public Task ForbidAsync() =>
        _cloud.AwsAsync("lambda", "remove_permission", new { FunctionName = Name, StatementId = "route" });

    public Task UpdateAsync(params string[] function) =>
        _cloud.AwsAsync("lambda", "update_function_code", new { FunctionName = Name, ZipFile = Zip(function) });

    public async ValueTask DisposeAsync() => await _cloud.PythonAsync("EndToEnd/delete_probe.py", Name, _api, _integration, _route);

    private static string HostArchitecture =>
        RuntimeInformation.RuntimeIdentifier == "linux-arm64" ? "arm64" : "x86_64";

    private static string Zip(string[] function) => Convert.ToBase64String(FunctionZip.Of(function));
}
