using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>
/// One local cloud for all tests of a fixture. Its function answers with the event, or with the base64-encoded response in the
/// header x-answer, and records each path that reached it.
/// </summary>
public abstract class GatewayFixture
{
    private const string Stage = """
        "defaultRouteSettings":{"throttlingRateLimit":1000,"throttlingBurstLimit":1000},
        "routeSettings":{
          "GET /limited":{"throttlingRateLimit":0,"throttlingBurstLimit":0},"GET /lambda/limited":{"throttlingRateLimit":0,"throttlingBurstLimit":0}},
        "stageVariables":{"color":"blue"},
        "accessLogSettings":{"destinationArn":"arn:aws:logs:us-east-1:123456789012:log-group:/access","format":"FORMAT"}
        """;

    private static readonly string[] Routes =
    [
        "ANY /any/{proxy+}", "GET /", "GET /exact", "ANY /exact", "GET /pets/{id}", "GET /pets/dog/1", "GET /pets/{proxy+}",
        "POST /pets/{id}", "GET /limited", "GET /zoo/{proxy+}", "GET /{x}/b", "OPTIONS /options",
        "ANY /format1/{id}",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("quickchange-").FullName;
    private Cloud _cloud = null!;

    private protected FakeAws Aws { get; private set; } = null!;

    private protected int Port => _cloud.GatewayPort;

    /// <summary>The format of the stages' access logs, escaped for a JSON string.</summary>
    private protected virtual string LogFormat => "$context.requestId";

    private protected virtual ComputeSettings Settings { get; } =
        new() { InitLimit = TimeSpan.FromMinutes(10), AuthorizerLimit = TimeSpan.FromMinutes(10) };

    private protected TestTokens Tokens => new(_cloud.Issuer.Keys, _cloud.Issuer.Url, TimeProvider.System);

    [OneTimeSetUp]
    public async Task StartCloud()
    {
        Aws = await FakeAws.StartAsync();
        var stage = Stage.Replace("FORMAT", LogFormat, StringComparison.Ordinal);
        Aws.Stages = $$"""{"items":[{"stageName":"Prod",{{stage}} },{"stageName":"$default",{{stage}} }]}""";
        Array.ForEach(Routes, Aws.Routes.Add);
        Aws.Deploy("f", ["do_as_the_headers_say", Path.Combine(_folder, "seen")]);
        Aws.Deploy("a", ["authorize_as_the_key_says", Path.Combine(_folder, "asked")]);
        Aws.Forbidden.Add("forbidden");
        _cloud = new(new(0, 0, Aws.Url, "test-", "/issuer", _folder, "api.example.com"), FakeAws.Secrets, Settings);
        await _cloud.StartAsync();
        ClosedRoutes.AddTo(Aws, _cloud.Issuer.Url);
    }

    [OneTimeTearDown]
    public async Task StopCloud()
    {
        await _cloud.DisposeAsync();
        await Aws.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The paths that reached the function.</summary>
    private protected string[] Seen() => Lines("seen");

    /// <summary>The paths about which the authorizer was asked.</summary>
    private protected string[] Asked() => Lines("asked");

    private string[] Lines(string file) => File.Exists(Path.Combine(_folder, file)) ? File.ReadAllLines(Path.Combine(_folder, file)) : [];

    private protected Task<RawResponse> AskAsync(string request) => RawHttp.AskAsync(Port, request);
}
