using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Compute;
using Quickchange.LocalCloud.Tests.Gateway;

namespace Quickchange.LocalCloud.Tests;

/// <summary>Tests that web pages can't call a port of the local cloud with their own host name, or, except for routes, from their own origin.</summary>
public sealed class AdmissionTests : ComputeFixture
{
    private const string Secret = "Authorization: Bearer ";
    private const string Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static readonly string[] ForeignHosts =
    [
        "Host: rebound.test:3000", "Host: localhost.rebound.test", "Host: 0.0.0.0", "Host:",
    ];

    private static readonly string[] Pages =
    [
        "Origin: http://evil.test", "Origin: null", "Origin:", "Origin: http://127.0.0.1:3000", "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "User-Agent: Mozilla/5.0 (X11; Linux x86_64)", $"Origin: http://evil.test\r\n{Upgrade.TrimEnd()}",
    ];

    private static string Known => Secret + FakeAws.Secrets.Control;

    [TestCaseSource(nameof(ForeignHosts))]
    public async Task Every_port_refuses_a_host_that_is_not_its_own(string host)
    {
        var runtimeApi = await DeployAsync();

        foreach (var upgrade in new[] { "", Upgrade })
        {
            var gateway = await RawHttp.AskAsync(Cloud.GatewayPort, $"GET /Prod/f HTTP/1.1\r\n{host}\r\n{upgrade}\r\n");
            var compute = await RawHttp.AskAsync(Cloud.ComputePort, $"POST /_changed HTTP/1.1\r\n{host}\r\n{Known}\r\n{upgrade}Content-Length: 0\r\n\r\n");
            var runtime = await RawHttp.AskAsync(runtimeApi, $"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n{host}\r\n{upgrade}\r\n");
            var own = await RawHttp.AskAsync(Cloud.ComputePort, $"GET /f/2018-06-01/runtime/invocation/next HTTP/1.1\r\n{host}\r\n{upgrade}\r\n");

            Assert.Multiple(() =>
            {
                Assert.That(new[] { gateway.Status, compute.Status, runtime.Status, own.Status }, Is.All.EqualTo(403));
                Assert.That(TextOf(own, "errorMessage"), Does.Contain("scripts/up --host NAME"));
                Assert.That(TextOf(gateway, "message"), Does.Contain("scripts/up --host NAME"));
                Assert.That(TextOf(compute, "Message"), Does.Contain("scripts/up --host NAME"));
                Assert.That(TextOf(runtime, "errorMessage"), Does.Contain("scripts/up --host NAME"));
                Assert.That(compute.Values("X-Amzn-ErrorType"), Is.EqualTo(new[] { "AccessDeniedException" }));
                Assert.That(gateway.Values("Apigw-Requestid"), Has.Length.EqualTo(1));
            });
        }
    }

    [TestCase("GET /f HTTP/1.0\r\n\r\n", 403)]
    [TestCase("GET /f HTTP/1.1\r\n\r\n", 400)]
    [TestCase("GET /f HTTP/1.1\r\nHost: localhost\r\nHost: rebound.test\r\n\r\n", 400)]
    [TestCase("GET /f HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400)]
    [TestCase("GET /f HTTP/1.1\r\nHost: user@localhost\r\n\r\n", 400)]
    [TestCase("GET http://rebound.test/f HTTP/1.1\r\nHost: rebound.test\r\n\r\n", 403)]
    [TestCase("GET http://rebound.test/f HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [TestCase("GET http://localhost/f HTTP/1.1\r\nHost: rebound.test\r\n\r\n", 400)]
    [TestCase("CONNECT rebound.test:80 HTTP/1.1\r\nHost: rebound.test:80\r\n\r\n", 403)]
    [TestCase("OPTIONS * HTTP/1.1\r\nHost: rebound.test\r\n\r\n", 403)]
    public async Task A_host_that_is_missing_repeated_or_said_twice_is_refused(string request, int status)
    {
        foreach (var port in new[] { Cloud.GatewayPort, Cloud.ComputePort })
        {
            Assert.That((await RawHttp.AskAsync(port, request)).Status, Is.EqualTo(status));
        }
    }

    [TestCaseSource(nameof(Pages))]
    public async Task All_ports_but_the_routes_refuse_web_pages(string page)
    {
        var runtimeApi = await DeployAsync();

        var compute = await RawHttp.AskAsync(Cloud.ComputePort, $"POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nHost: localhost\r\n{Known}\r\n{page}\r\nContent-Length: 2\r\n\r\n{{}}");
        var runtime = await RawHttp.AskAsync(runtimeApi, $"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: 127.0.0.1\r\n{page}\r\n\r\n");
        var own = await RawHttp.AskAsync(Cloud.ComputePort, $"GET /f/2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: 127.0.0.1\r\n{page}\r\n\r\n");
        var gateway = await RawHttp.AskAsync(Cloud.GatewayPort, $"GET /Prod/f HTTP/1.1\r\nHost: localhost\r\n{page}\r\n\r\n");

        Assert.That(new[] { compute.Status, runtime.Status, own.Status, gateway.Status }, Is.EqualTo(new[] { 403, 403, 403, 200 }));
    }

    [TestCase("")]
    [TestCase("Authorization: Bearer\r\n")]
    [TestCase(Secret + "another secret\r\n")]
    [TestCase("Authorization: the cloud's secret\r\n")]
    [TestCase("Authorization: Bearer the cloud's secret\r\nAuthorization: Bearer the cloud's secret\r\n")]
    public async Task The_compute_plane_obeys_only_who_knows_the_secret(string authorization)
    {
        var seen = NewFile();
        Aws.Deploy("f", ["mark", seen]);

        var invoked = await RawHttp.AskAsync(Cloud.ComputePort, $"POST /2015-03-31/functions/f/invocations HTTP/1.1\r\nHost: localhost\r\n{authorization}Content-Length: 2\r\n\r\n{{}}");
        var changed = await RawHttp.AskAsync(Cloud.ComputePort, $"POST /_changed HTTP/1.1\r\nHost: localhost\r\n{authorization}Content-Length: 0\r\n\r\n");

        Assert.That(new[] { invoked.Status, changed.Status }, Is.All.EqualTo(403));
        Assert.That(seen, Does.Not.Exist);
        Assert.That(TextOf(invoked, "Message"), Does.Contain("with an AWS client"));
    }

    [Test]
    public async Task A_function_does_not_know_the_secrets()
    {
        using var cloud = await CloudProcess.StartAsync(Aws, Directory.CreateDirectory(Path.Combine(Folder, "process")).FullName);
        Aws.Deploy("f", ["show_environment"]);

        var variables = await cloud.AnswerAsync("f");

        Assert.That(variables, Does.Contain("ASIAEXAMPLE").And.Not.Contain(FakeAws.Secrets.Control).And.Not.Contain(FakeAws.Secrets.AccessKey.Secret));
    }

    // The port of the function's Runtime API.
    private async Task<int> DeployAsync()
    {
        Aws.Deploy("f", ["show_runtime"]);
        Aws.Routes.Add("GET /f");
        return int.Parse((await AnswerAsync("f")).Trim('"').Split(':')[1], null);
    }

    private static string TextOf(RawResponse response, string member) => (string)JsonNode.Parse(response.Body)![member]!;
}
