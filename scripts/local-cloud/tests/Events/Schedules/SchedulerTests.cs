using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>Tests when schedules invoke their targets, and with which events.</summary>
public sealed class SchedulerTests : ScheduleFixture
{
    [Test]
    public async Task A_target_is_invoked_at_each_time()
    {
        Schedule("s", "cron(0/5 * * * ? *)", target: """{"Input":"\"<aws.scheduler.scheduled-time>\""}""");

        await UntilAsync(() => Times.Length == 3);

        Assert.That(Inputs, Is.EqualTo(new[] { "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:05:00Z\"", "\"2026-01-01T00:10:00Z\"" }));
        Assert.That(Times, Is.EqualTo(new[] { "01 00:00", "01 00:05", "01 00:10" }));
    }

    [Test]
    public async Task Each_of_many_schedules_is_read()
    {
        Schedule("a", "at(2026-01-01T00:00:10)", target: """{"Input":"1"}""");
        Schedule("b", "at(2026-01-01T00:00:20)", target: """{"Input":"2"}""");
        Schedule("c", "at(2026-01-01T00:00:30)", target: """{"Input":"3"}""");

        await UntilAsync(() => Times.Length == 3);

        Assert.That(Inputs, Is.EqualTo(new[] { "1", "2", "3" }));
    }

    [Test]
    public async Task A_rate_begins_at_once()
    {
        Schedule("s", "rate(2 minutes)");

        await UntilAsync(() => Times.Length == 2);

        Assert.That(Times, Is.EqualTo(new[] { "01 00:00", "01 00:02" }));
    }

    [Test]
    public async Task Dates_bound_a_rate()
    {
        Schedule("s", "rate(2 minutes)", $$"""{"StartDate":{{Seconds(60)}},"EndDate":{{Seconds(300)}}}""");
        Schedule("end", "at(2026-01-01T00:10:00)", target: """{"Input":"\"end\""}""");

        await UntilAsync(() => Inputs.Contains("\"end\""));

        Assert.That(Times, Is.EqualTo(new[] { "01 00:01", "01 00:03", "01 00:05", "01 00:10" }));
    }

    [Test]
    public async Task A_disabled_schedule_invokes_nothing()
    {
        Schedule("s", "rate(1 minute)", """{"State":"DISABLED"}""");
        Schedule("end", "at(2026-01-01T00:03:00)", target: """{"Input":"\"end\""}""");

        await UntilAsync(() => Times.Length > 0);

        Assert.That(Inputs, Is.EqualTo(new[] { "\"end\"" }));
    }

    [Test]
    public async Task A_schedule_that_changes_has_its_new_times_and_one_that_is_deleted_has_none()
    {
        Schedule("changed", "cron(0 1 * * ? *)");
        Schedule("deleted", "cron(30 0 * * ? *)");
        await UntilAsync(() => Clock.GetUtcNow().Second > 5);
        Schedule("changed", "cron(40 0 * * ? *)");
        Aws.Schedules.TryRemove("deleted", out _);

        await UntilAsync(() => Times.Length > 0, seconds: 10);

        Assert.That(Times, Is.EqualTo(new[] { "01 00:40" }));
    }

    [Test]
    public async Task Times_that_were_missed_are_made_up_for_once()
    {
        Schedule("s", "cron(0 * * * ? *)", target: """{"Input":"\"<aws.scheduler.scheduled-time>\""}""");
        await UntilAsync(() => Times.Length == 1);

        Clock.Advance(4.5 * 60 * 60);
        await UntilAsync(() => Times.Length == 3, seconds: 30);

        Assert.That(Inputs[1..], Is.EqualTo(new[] { "\"2026-01-01T01:00:00Z\"", "\"2026-01-01T05:00:00Z\"" }));
    }

    [Test]
    public async Task A_schedule_may_be_deleted_after_its_last_time()
    {
        Schedule("kept", "at(2026-01-01T00:01:00)", """{"ActionAfterCompletion":"NONE"}""");
        Schedule("deleted", "at(2026-01-01T00:01:00)", """{"ActionAfterCompletion":"DELETE"}""");
        Schedule("ended", "rate(1 minute)", $$"""{"ActionAfterCompletion":"DELETE","EndDate":{{Seconds(90)}}}""");

        await UntilAsync(() => Aws.Schedules.Count == 1);

        Assert.That(Aws.Schedules.Keys, Is.EqualTo(new[] { "kept" }));
        Assert.That(Times, Has.Length.EqualTo(4));
    }

    [Test]
    public async Task The_keywords_of_the_context_are_replaced()
    {
        Schedule("s", "at(2026-01-01T00:01:00)", target: """
            {"Input":"[\"<aws.scheduler.schedule-arn>\",\"<aws.scheduler.scheduled-time>\",\"<aws.scheduler.execution-id>\",<aws.scheduler.attempt-number>]"}
            """);

        await UntilAsync(() => Times.Length == 1);

        Assert.That(Inputs.Single(), Does.Match(
            """^\["arn:aws:scheduler:us-east-1:123456789012:schedule/g/s","2026-01-01T00:01:00Z","[0-9a-f]{16}",1\]$"""));
    }

    [Test]
    public async Task Without_an_input_the_target_gets_a_scheduled_event()
    {
        Schedule("s", "at(2026-01-01T00:01:00)", target: """{"Input":null}""");

        await UntilAsync(() => Times.Length == 1);

        var sent = JsonNode.Parse(Inputs.Single())!.AsObject();
        Assert.That(Guid.TryParse((string)sent["id"]!, out _));
        sent.Remove("id");
        Assert.That(sent.ToJsonString(), Is.EqualTo(
            """{"version":"0","detail-type":"Scheduled Event","source":"aws.scheduler","account":"123456789012","time":"2026-01-01T00:01:00Z","region":"us-east-1","resources":["arn:aws:scheduler:us-east-1:123456789012:schedule/g/s"],"detail":"{}"}"""));
    }

    [Test]
    public async Task A_queue_gets_the_input_as_a_message()
    {
        Schedule("s", "at(2026-01-01T00:01:00)", target: """
            {"Arn":"arn:aws:sqs:us-east-1:123456789012:q.fifo","Input":"at <aws.scheduler.scheduled-time>","SqsParameters":{"MessageGroupId":"g1"}}
            """);

        await UntilAsync(() => Aws.Sqs.In("q.fifo").Count == 1);

        var message = Aws.Sqs.In("q.fifo").Single();
        Assert.That((string)message["Body"]!, Is.EqualTo("at 2026-01-01T00:01:00Z"));
        Assert.That((string)message["Attributes"]!["MessageGroupId"]!, Is.EqualTo("g1"));
    }

    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html
    [Test]
    public async Task With_a_window_a_target_is_invoked_at_some_time_within_it()
    {
        Schedule(
            "s",
            "at(2026-01-01T00:01:00)",
            """{"FlexibleTimeWindow":{"Mode":"FLEXIBLE","MaximumWindowInMinutes":10}}""",
            """{"Input":"\"<aws.scheduler.scheduled-time>\""}""");

        await UntilAsync(() => Times.Length == 1);

        Assert.That(Times, Is.EqualTo(new[] { "01 00:06" }));
        Assert.That(Inputs, Is.EqualTo(new[] { "\"2026-01-01T00:01:00Z\"" }));
    }

    [TestCase("every(5 minutes)", "{}", "{}")]
    [TestCase("rate(1 minute)", """{"ScheduleExpressionTimezone":"Europe/Atlantis"}""", "{}")]
    [TestCase("rate(1 minute)", "{}", """{"Arn":"arn:aws:scheduler:::aws-sdk:sqs:sendMessage"}""")]
    public async Task A_schedule_that_can_t_be_run_does_not_stop_the_others(string expression, string values, string target)
    {
        Schedule("bad", expression, values, target);
        Schedule("good", "cron(* * * * ? *)");

        await UntilAsync(() => Times.Length == 2);

        Assert.That(Times, Is.EqualTo(new[] { "01 00:00", "01 00:01" }));
    }

    private long Seconds(int after) => Clock.GetUtcNow().ToUnixTimeSeconds() + after;
}
