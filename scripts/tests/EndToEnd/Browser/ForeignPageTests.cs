using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd.Browser;

/// <summary>
/// Tests that web pages can read and change nothing. Pages of other origins, and of names that were rebound to this machine, try
/// every port of the local cloud in every way that a page can. A page of an origin that an API allows can call its routes.
/// </summary>
[NonParallelizable]
public class ForeignPageTests : CloudTests
{
    private const string Routes = "routes";
    private const string Aws = "AWS endpoint";
    private const string Compute = "compute plane";
    private const string Runtime = "Runtime API";
    private const string Queue = "pages-try-this";
    private const string Json = "application/json";
    private static readonly string NewFunction = $$$"""
        {"FunctionName":"evil","Role":"arn:aws:iam::123456789012:role/{{{Cloud.Prefix}}}-hello","Code":{"ZipFile":""}}
        """;

    private static readonly string[] Ports = [Routes, Aws, Compute, Runtime];

    private string _invocations = "";
    private string[] _before = [];
    private string[] _after = [];
    private Seen _seen = null!;

    [OneTimeSetUp]
    public async Task Visit()
    {
        _invocations = Path.GetTempFileName();
        await using var probe = await Probe.CreateAsync(Cloud, "count_and_show_runtime", _invocations);
        await using var server = await PageServer.StartAsync();
        // A separate API, with another stage, so that the deployed one doesn't change.
        var api = (await Cloud.PythonAsync("scripts/tests/EndToEnd/Browser/make_api.py", probe.Name, $"http://allowed.test:{server.Port}")).Trim();
        var runtimeApi = (string)JsonNode.Parse(await Cloud.Http.GetStringAsync(probe.Path))!["runtime"]!;
        var targets = TargetsOf(probe.Name, runtimeApi);

        var queue = (string)(await Cloud.AwsAsync("sqs", "create_queue", new { QueueName = Queue }))["QueueUrl"]!;

        _before = await StateAsync();
        string[] hosts = ["evil.test", "allowed.test", "rebound.test"];
        WebPage[] pages =
        [
            new("allowed", $"http://allowed.test:{server.Port}/", false),
            new("another port", $"http://127.0.0.1:{server.Port}/", false, Ports),
            new("another name", $"http://evil.test:{server.Port}/", false, Ports),
            new("no origin", $"http://evil.test:{server.Port}/sandboxed", false, Ports),
            .. targets.Select(static target =>
                new WebPage($"rebound {target.Name}", $"http://rebound.test:{new Uri(target.Url).Port}/", true, target.Name)),
        ];
        var calls = new[] { "allowed", "another name" }.Select(page => new
        {
            page,
            url = $"http://{api}.localhost:{Cloud.Port}/page/probe",
            method = "POST",
            body = "{}",
            headers = new Dictionary<string, string> { ["Content-Type"] = Json },
        });
        _seen = await Chromium.RunAsync<Seen>(
            Path.Combine(Repository.Root, "scripts", "tests", "EndToEnd", "Browser", "pages.mjs"), new { hosts, pages, targets, calls });
        _after = await StateAsync();
        await Cloud.AwsAsync("apigatewayv2", "delete_api", new { ApiId = api });
        await Cloud.AwsAsync("sqs", "delete_queue", new { QueueUrl = queue });
    }

    [OneTimeTearDown]
    public void Clean() => File.Delete(_invocations);

    [Test]
    public void Pages_try_every_port_in_every_way()
    {
        Assert.That(
            _seen.Attempts.Select(static attempt => (attempt.Page, attempt.Target)).Distinct().Count(), Is.EqualTo((3 * Ports.Length) + Ports.Length));
        Assert.That(_seen.Attempts.Select(static attempt => attempt.How).Distinct().Count(), Is.EqualTo(12));
        // Each port answered, rather than the browser.
        Assert.That(
            _seen.Attempts.Where(static attempt => attempt.Outcome.StartsWith("read 403", StringComparison.Ordinal))
                .Select(static attempt => attempt.Page).Distinct(),
            Is.EquivalentTo(Ports.Select(static port => $"rebound {port}")));
    }

    [Test]
    public void Pages_read_nothing() => Assert.That(_seen.Attempts.Where(static attempt => !IsNothing(attempt)), Is.Empty);

    [Test]
    public void Pages_change_nothing()
    {
        Assert.That(_before, Has.Some.Contains(Cloud.TerraformState.Key));
        Assert.That(_after, Is.EqualTo(_before));
    }

    [Test]
    public void A_page_of_an_allowed_origin_calls_the_routes_and_runs_the_function()
    {
        Assert.That(_seen.Answers[0], Does.Contain("\"runtime\""));
        // Once before the pages were opened, and once for the allowed page: no page took the event from the environment.
        Assert.That(File.ReadAllText(_invocations), Is.EqualTo("xx"));
    }

    [Test]
    public void A_page_of_another_origin_does_not_read_the_same_route() => Assert.That(_seen.Answers[1], Does.Contain("Failed to fetch"));

    // A rebound page may read why it is rejected. As on AWS, pages of other origins can call routes, but can't read the answers, not
    // even those that a script element has loaded.
    private static bool IsNothing(Attempt attempt) => attempt.Outcome switch
    {
        "refused" or "sent" => true,
        "loaded" => attempt is { Target: Routes, How: "script", Page: not $"rebound {Routes}" },
        _ => attempt.Page.StartsWith("rebound", StringComparison.Ordinal)
            && attempt.Outcome.StartsWith("read 403 ", StringComparison.Ordinal)
            && attempt.Outcome.Contains("This is not a name of the local cloud: rebound.test", StringComparison.Ordinal),
    };

    private static Target[] TargetsOf(string function, string runtimeApi)
    {
        var forged = new Dictionary<string, string>
        {
            ["Authorization"] = "AWS4-HMAC-SHA256 Credential=test/20260304/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0",
            ["X-Amz-Target"] = "AmazonSQS.PurgeQueue",
        };
        var queue = $"{Cloud.Aws}123456789012/{Queue}";
        var state = $"/{Cloud.TerraformState.Bucket}/{Cloud.TerraformState.Key}";
        var invocations = $"/2015-03-31/functions/{function}/invocations";
        const string Form = "application/x-www-form-urlencoded";
        return
        [
            new(Routes, $"http://127.0.0.1:{Cloud.Port}",
                [new("GET", "/Prod/hello"), new("POST", "/Prod/hello", """{"name":"Marco"}""", Json)]),
            new(Aws, $"http://127.0.0.1:{Cloud.Port + 1}",
            [
                new("GET", "/"), new("GET", state), new("GET", "/?Action=ListUsers&Version=2010-05-08"),
                new("GET", $"/?Action=SendMessage&MessageBody=x&Version=2012-11-05&QueueUrl={Uri.EscapeDataString(queue)}"),
                new("GET", "/2015-03-31/functions/"), new("GET", "/moto-api/data.json"), new("GET", "/moto-api/reset"),
                new("POST", "/moto-api/reset", "x=1"), new("POST", $"/{Cloud.TerraformState.Bucket}", $"key={Uri.EscapeDataString(Cloud.TerraformState.Key)}&file=x"), new("PUT", state, "x"), new("DELETE", state),
                new("POST", "/", $"Action=DeleteQueue&Version=2012-11-05&QueueUrl={Uri.EscapeDataString(queue)}", Form),
                new("POST", "/", JsonSerializer.Serialize(new { QueueUrl = queue }), "application/x-amz-json-1.0", forged),
                new("POST", "/2015-03-31/functions", NewFunction, Json, forged),
                new("POST", invocations, "{}", Json),
            ]),
            new(Compute, $"http://127.0.0.1:{Cloud.Port + 2}",
                [new("GET", "/"), new("POST", "/_changed", "{}", Json), new("POST", invocations, "{}", Json)]),
            new(Runtime, $"http://{runtimeApi}",
            [
                new("GET", "/2018-06-01/runtime/invocation/next"), new("POST", "/2018-06-01/runtime/invocation/x/response", "{}", Json),
                new("POST", "/2018-06-01/runtime/init/error", "{}", Json),
            ]),
        ];
    }

    /// <summary>Everything that pages could have changed, one item per line.</summary>
    private static async Task<string[]> StateAsync() =>
        (await Cloud.PythonAsync("scripts/tests/EndToEnd/Browser/list_state.py")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
