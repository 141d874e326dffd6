using System.Net;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests that nothing times out for the user's processes.</summary>
public sealed class OwnTimeoutTests : OwnFixture
{
    // Longer than all timeouts of these tests.
    private const double Pause = 1.5;

    private protected override ComputeSettings Settings { get; } = Patient with { AuthorizerLimit = TimeSpan.FromMilliseconds(50) };

    [Test]
    public async Task A_process_may_take_longer_than_the_timeouts_of_the_function_and_of_the_gateway()
    {
        Aws.Deploy("f", ["say", "\"deployed\""], timeout: 1);
        Aws.IntegrationTimeout = 50;
        Aws.Routes.Add("GET /slow");
        await RunAsync("f", "wait_for_s", $"{Pause}");

        using var gateway = new HttpClient();
        using var response = await gateway.GetAsync(new Uri($"http://127.0.0.1:{Cloud.GatewayPort}/Prod/slow"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("done"));
    }

    [Test]
    public async Task A_request_that_waits_for_a_busy_process_doesn_t_time_out_either_but_then_for_the_deployed_function_it_does()
    {
        Aws.Deploy("f", ["wait_for_s", "60"]);
        Aws.IntegrationTimeout = 50;
        Aws.Routes.Add("GET /slow");
        var started = NewFile();
        var process = await RunAsync("f", "wait_for_ever", started);
        var held = AnswerAsync("f");
        await UntilAsync(() => File.Exists(started), "it does not start");

        using var gateway = new HttpClient();
        var waiting = gateway.GetAsync(new Uri($"http://127.0.0.1:{Cloud.GatewayPort}/Prod/slow"));
        Assert.That(await Task.WhenAny(waiting, Task.Delay(300)), Is.Not.SameAs(waiting));
        process.Kill();
        using var response = await waiting;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await held, Does.Contain("Runtime.ExitError"));
    }

    [Test]
    public async Task Messages_stay_invisible_while_the_process_works()
    {
        Aws.Sqs.VisibilityTimeout = 1;
        Aws.Deploy("f", ["say", "\"deployed\""], timeout: 1);
        var started = NewFile();
        var until = NewFile();
        await RunAsync("f", "wait_for_file", started, until);
        Aws.Sqs.Send("q", "one");
        Aws.Mappings["m"] = new JsonObject
        {
            ["UUID"] = "m",
            ["EventSourceArn"] = "arn:aws:sqs:us-east-1:123456789012:q",
            ["FunctionArn"] = "arn:aws:lambda:us-east-1:123456789012:function:f:live",
            ["State"] = "Enabled",
        };
        await ChangedAsync();
        await UntilAsync(() => File.Exists(started), "it does not start");

        await Task.Delay(TimeSpan.FromSeconds(Pause + 1));
        Assert.That((string)Aws.Sqs.In("q").Single()["Attributes"]!["ApproximateReceiveCount"]!, Is.EqualTo("1"));
        await File.WriteAllTextAsync(until, "");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, "the message is not deleted");
    }
}
