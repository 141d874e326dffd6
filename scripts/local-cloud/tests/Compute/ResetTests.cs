using System.Globalization;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests a reset, as the AWS endpoint requests it.</summary>
public sealed class ResetTests : AsyncFixture
{
    // An event that fails waits for its next try.
    private protected override ComputeSettings Settings { get; } = Patient with { ErrorRetry = TimeSpan.FromMinutes(2) };

    [Test]
    public async Task Environments_end_and_the_next_invocation_starts_one()
    {
        Aws.Deploy("f", ["show_process"]);
        var before = int.Parse(await AnswerAsync("f"), CultureInfo.InvariantCulture);

        await CallAsync("_reset");

        Assert.That(Directory.Exists($"/proc/{before}"), Is.False);
        Assert.That(int.Parse(await AnswerAsync("f"), CultureInfo.InvariantCulture), Is.Not.EqualTo(before));
        await CallAsync("_resume");
    }

    [Test]
    public async Task An_invocation_that_is_running_fails()
    {
        var started = NewFile();
        Aws.Deploy("f", ["wait_for_ever", started]);
        var running = InvokeAsync("f", "{}");
        await UntilAsync(() => File.Exists(started), "it has not started");

        await CallAsync("_reset");

        using var response = await running;
        Assert.That(response.Headers.Contains("X-Amz-Function-Error") || !response.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task Asynchronous_events_are_dropped()
    {
        Aws.Deploy("f", Fails);
        await StartAsync("f");
        await UntilAsync(() => Tries == 1, "it has not run");
        Assert.That(await CallAsync("_pending"), Is.EqualTo("""{"f":1}"""));

        await CallAsync("_reset");

        Assert.That(await CallAsync("_pending"), Is.EqualTo("{}"));
    }

    [Test]
    public async Task No_message_is_delivered_until_the_cloud_resumes()
    {
        Aws.Deploy("f", ["log_message"]);
        Aws.Mappings["m"] = new JsonObject
        {
            ["UUID"] = "m",
            ["EventSourceArn"] = QueueArn("q"),
            ["FunctionArn"] = "arn:aws:lambda:us-east-1:123456789012:function:f",
            ["State"] = "Enabled",
            ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures"),
        };
        await ChangedAsync();
        await UntilAsync(() => Aws.Sqs.Receiving > 0, "the queue is not polled");

        await CallAsync("_reset");

        // A receive call that goes on would take the message.
        await UntilAsync(() => Aws.Sqs.Receiving == 0, "the queue is still polled");
        var receives = Aws.Sqs.Receives;
        Aws.Sqs.Send("q", "42");
        await ChangedAsync();
        await AnswerAsync("f");
        Assert.That(Aws.Sqs.Receives, Is.EqualTo(receives));
        Assert.That(Aws.Sqs.Left, Has.Count.EqualTo(1));

        await CallAsync("_resume");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0, "the message is not delivered");
    }

    [Test]
    public async Task A_second_reset_and_a_resume_without_one_do_no_harm()
    {
        Aws.Deploy("f", ["mirror"]);
        await CallAsync("_resume");
        await CallAsync("_reset");
        await CallAsync("_reset");
        await CallAsync("_resume");

        Assert.That(await AnswerAsync("f", "1"), Is.EqualTo("1"));
    }

    private async Task<string> CallAsync(string path)
    {
        using var response = await Http.PostAsync(path, null);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
