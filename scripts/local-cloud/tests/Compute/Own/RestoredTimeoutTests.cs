using System.Net;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests the option with which timeouts also apply to the user's processes.</summary>
public sealed class RestoredTimeoutTests : OwnFixture
{
    private protected override bool Timeouts => true;

    [Test]
    public async Task The_function_s_timeout_ends_the_invocation_but_not_the_process()
    {
        Aws.Deploy("f", ["say", "\"deployed\""], timeout: 1);
        var process = await RunAsync("f", "wait_for_s", "1.5");

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Sandbox.Timedout", "Task timed out after 1.00 seconds");
        await Aws.LoggedAsync("Status: timeout");
        await WaitsAsync("f", process);
        Assert.That(process.HasExited, Is.False, "its late answer was refused, and it asked for the next invocation");
    }

    [Test]
    public async Task The_gateway_times_out()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        Aws.IntegrationTimeout = 50;
        Aws.Routes.Add("GET /slow");
        await RunAsync("f", "wait_for_s", "1");

        using var gateway = new HttpClient();
        using var response = await gateway.GetAsync(new Uri($"http://127.0.0.1:{Cloud.GatewayPort}/Prod/slow"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }
}
