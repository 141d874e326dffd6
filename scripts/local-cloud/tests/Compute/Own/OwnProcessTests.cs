using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests which invocations the user's processes take, and what happens to them when a process ends.</summary>
public sealed class OwnProcessTests : OwnFixture
{
    private const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:f:live";

    [TestCase("f")]
    [TestCase("f?Qualifier=$LATEST")]
    [TestCase("f?Qualifier=live")]
    [TestCase("f?Qualifier=7")]
    [TestCase(FunctionArn)]
    public async Task A_process_takes_the_invocations_of_its_function_until_it_ends(string name)
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        Assert.That(await AnswerAsync(name), Is.EqualTo("\"deployed\""));
        var process = await RunAsync("f", "say", "\"own\"");

        Assert.That(await AnswerAsync(name), Is.EqualTo("\"own\""));
        Assert.That(await AnswerAsync(name), Is.EqualTo("\"own\""));
        await EndAsync(process, "f");
        Assert.That(await AnswerAsync(name), Is.EqualTo("\"deployed\""));
    }

    [Test]
    public async Task Events_of_all_sources_reach_the_process()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var paths = NewFile();
        await RunAsync("f", "append_event", paths);
        string[] Seen() => File.Exists(paths) ? File.ReadAllLines(paths) : [];
        Aws.Routes.Add("GET /route");
        Aws.Sqs.Send("q", "a message");
        Aws.Mappings["m"] = new JsonObject
        {
            ["UUID"] = "m",
            ["EventSourceArn"] = "arn:aws:sqs:us-east-1:123456789012:q",
            ["FunctionArn"] = FunctionArn,
            ["State"] = "Enabled",
        };
        Aws.Schedules["s"] = new JsonObject
        {
            ["Arn"] = "arn:aws:scheduler:us-east-1:123456789012:schedule/g/s",
            ["Name"] = "s",
            ["GroupName"] = "g",
            ["ScheduleExpression"] = "at(2026-01-01T00:00:00)",
            ["Target"] = new JsonObject { ["Arn"] = FunctionArn, ["Input"] = "\"a schedule\"" },
        };
        await ChangedAsync();

        using var gateway = new HttpClient { BaseAddress = new($"http://127.0.0.1:{Cloud.GatewayPort}/") };
        await gateway.GetStringAsync("Prod/route");
        using var accepted = await InvokeAsync("f", "\"a file\"", ("X-Amz-Invocation-Type", "Event"));

        foreach (var part in new[] { "/route", "a message", "a schedule", "a file" })
        {
            await UntilAsync(() => Seen().Any(line => line.Contains(part, StringComparison.Ordinal)), $"{part} is not among {string.Join('\n', Seen())}");
        }
    }

    [TestCase("f", "test-f")]
    [TestCase("test-f", "test-f")]
    [TestCase("other", "other")]
    public async Task A_function_is_named_with_or_without_the_project_s_prefix(string path, string deployed)
    {
        Aws.Deploy(deployed, ["say", "\"deployed\""]);
        await RunAsync(path, "say", "\"own\"");

        Assert.That(await AnswerAsync(deployed), Is.EqualTo("\"own\""));
    }

    [Test]
    public async Task Several_processes_share_the_invocations()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var processes = new[] { await RunAsync("f", "meet"), await RunAsync("f", "meet") };
        var (first, second) = (NewFile(), NewFile());

        // Each waits for the other one.
        var answers = await Task.WhenAll(
            AnswerAsync("f", $$"""{"mine":"{{first}}","theirs":"{{second}}"}"""), AnswerAsync("f", $$"""{"mine":"{{second}}","theirs":"{{first}}"}"""));

        Assert.That(answers, Is.EquivalentTo(processes.Select(process => $"{process.Id}")));
    }

    [Test]
    public async Task An_invocation_waits_for_a_process_that_is_busy()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var process = await RunAsync("f", "meet");
        var (started, until) = (NewFile(), NewFile());
        var first = AnswerAsync("f", $$"""{"mine":"{{started}}","theirs":"{{until}}"}""");
        await UntilAsync(() => File.Exists(started), "it does not start");

        var second = AnswerAsync("f", $$"""{"theirs":"{{until}}"}""");
        Assert.That(await Task.WhenAny(second, Task.Delay(200)), Is.Not.SameAs(second));
        await File.WriteAllTextAsync(until, "");

        Assert.That(await Task.WhenAll(first, second), Is.All.EqualTo($"{process.Id}"));
    }

    [Test]
    public async Task When_the_process_is_killed_its_invocation_fails_as_in_a_crash_and_waiting_ones_are_run_by_the_deployed_function()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var started = NewFile();
        var process = await RunAsync("f", "wait_for_ever", started);
        var held = InvokeAsync("f", "{}", ("X-Amz-Log-Type", "Tail"));
        await UntilAsync(() => File.Exists(started), "it does not start");
        var waiting = AnswerAsync("f");

        process.Kill();

        Assert.That(await waiting, Is.EqualTo("\"deployed\""));
        await IsErrorAsync(await held, "Runtime.ExitError", "Runtime exited without providing a reason");
        await Aws.LoggedAsync("Status: error\tError Type: Runtime.ExitError");
    }

    [Test]
    public async Task An_asynchronous_event_of_a_process_that_is_killed_is_tried_again_by_the_deployed_function()
    {
        var seen = NewFile();
        Aws.Deploy("f", ["mark", seen]);
        var started = NewFile();
        var process = await RunAsync("f", "wait_for_ever", started);
        using var accepted = await InvokeAsync("f", "{}", ("X-Amz-Invocation-Type", "Event"));
        await UntilAsync(() => File.Exists(started), "it does not start");

        process.Kill();

        await UntilAsync(() => File.Exists(seen), "it is not tried again");
    }

    [Test]
    public async Task Killing_a_process_in_the_middle_of_a_batch_loses_no_message()
    {
        Aws.Sqs.VisibilityTimeout = 2;
        var seen = NewFile();
        Aws.Deploy("f", ["append_event", seen]);
        var started = NewFile();
        var process = await RunAsync("f", "wait_for_ever", started);
        Aws.Sqs.Send("q", "one");
        Aws.Sqs.Send("q", "two");
        Aws.Mappings["m"] = new JsonObject
        {
            ["UUID"] = "m",
            ["EventSourceArn"] = "arn:aws:sqs:us-east-1:123456789012:q",
            ["FunctionArn"] = FunctionArn,
            ["State"] = "Enabled",
        };
        await ChangedAsync();
        await UntilAsync(() => File.Exists(started), "it does not start");

        process.Kill();

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, "the messages are not delivered again");
        Assert.That(await File.ReadAllTextAsync(seen), Does.Contain("one").And.Contain("two"));
    }

    [Test]
    public async Task The_log_has_the_start_the_end_and_the_report_of_an_invocation_but_not_the_output()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        await RunAsync("f", "log", "in the terminal");

        var tail = await TailAsync("f");

        Assert.That(tail, Does.Match("^START RequestId: \\S+ Version: 7\nEND RequestId: \\S+\nREPORT RequestId: \\S+\tDuration: "));
        await Aws.LoggedAsync("REPORT RequestId: ");
        Assert.That(Aws.Logged, Has.None.Contains("in the terminal"));
    }

    [Test]
    public async Task A_process_that_only_closes_its_request_leaves_the_invocations_to_the_deployed_function_until_it_asks_again()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        using (var asking = new CancellationTokenSource())
        {
            var next = Runtime.GetAsync($"http://{RuntimeApi("f")}/2018-06-01/runtime/invocation/next", asking.Token);
            await StateIsAsync("f", states => states.Count == 1);
            await asking.CancelAsync();
            Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
        }

        await StateIsAsync("f", states => states.Count == 0);
        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"deployed\""));
        var process = await RunAsync("f", "say", "\"own\"");
        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"own\""));
        await EndAsync(process, "f");
    }

    [Test]
    public async Task Processes_that_wait_are_released_when_the_cloud_ends()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var process = await RunAsync("f", "say", "\"own\"");
        var watch = Stopwatch.StartNew();

        await Cloud.DisposeAsync();

        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.That(process.ExitCode, Is.Not.Zero, "its request was closed");
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
    }

    private async Task EndAsync(Process process, string function)
    {
        process.Kill();
        await StateIsAsync(function, states => states.Count == 0);
    }
}
