using System.Runtime.InteropServices;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A function made through the AWS API for one test, with a bootstrap in Python that does what its code says,
/// and a route <c>GET /probe-…</c> of the provisioned API. It goes with the test.
/// </summary>
internal sealed class Probe : IAsyncDisposable
{
    private readonly Cloud _cloud;
    private string _api = "";
    private string _route = "";
    private string _integration = "";
    private string _arn = "";

    private Probe(Cloud cloud)
    {
        _cloud = cloud;
        Name = $"probe-{Guid.NewGuid():N}";
    }

    public string Name { get; }

    public string Path => $"Prod/{Name}";

    /// <param name="cloud">Where.</param>
    /// <param name="answer">Python that defines <c>answer(event)</c>, which returns the response as text.</param>
    /// <param name="timeout">Of an invocation, in seconds.</param>
    public static async Task<Probe> CreateAsync(Cloud cloud, string answer, int timeout = 20)
    {
        var probe = new Probe(cloud);
        var role = await cloud.AwsAsync("iam", "get_role", new { RoleName = "quickchange-local-hello" });
        var function = await cloud.AwsAsync("lambda", "create_function", new
        {
            FunctionName = probe.Name,
            Role = (string)role["Role"]!["Arn"]!,
            Runtime = "provided.al2023",
            Handler = "bootstrap",
            Timeout = timeout,
            Architectures = new[] { HostArchitecture },
            Code = new { ZipFile = Zip(answer) },
        });
        probe._arn = (string)function["FunctionArn"]!;
        var apis = await cloud.AwsAsync("apigatewayv2", "get_apis", new { });
        probe._api = (string)apis["Items"]!.AsArray().Single(api => (string)api!["Name"]! == "quickchange-local")!["ApiId"]!;
        var integration = await cloud.AwsAsync("apigatewayv2", "create_integration", new
        {
            ApiId = probe._api,
            IntegrationType = "AWS_PROXY",
            IntegrationUri = probe._arn,
            PayloadFormatVersion = "2.0",
        });
        probe._integration = (string)integration["IntegrationId"]!;
        var route = await cloud.AwsAsync("apigatewayv2", "create_route", new
        {
            ApiId = probe._api,
            RouteKey = $"GET /{probe.Name}",
            Target = $"integrations/{probe._integration}",
        });
        probe._route = (string)route["RouteId"]!;
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

    public Task UpdateAsync(string answer) =>
        _cloud.AwsAsync("lambda", "update_function_code", new { FunctionName = Name, ZipFile = Zip(answer) });

    public async ValueTask DisposeAsync()
    {
        await _cloud.AwsAsync("apigatewayv2", "delete_route", new { ApiId = _api, RouteId = _route });
        await _cloud.AwsAsync("apigatewayv2", "delete_integration", new { ApiId = _api, IntegrationId = _integration });
        await _cloud.AwsAsync("lambda", "delete_function", new { FunctionName = Name });
    }

    private static string HostArchitecture =>
        RuntimeInformation.RuntimeIdentifier == "linux-arm64" ? "arm64" : "x86_64";

    private static string Zip(string answer) => Convert.ToBase64String(PythonZip.Of(answer));
}
