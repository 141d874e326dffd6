using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Events;

/// <summary>Tests queues and schedules with a function that runs in a process.</summary>
public sealed class CloudEventTests : ComputeFixture
{
    private const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:f:live";

    [Test]
    public async Task A_message_reaches_a_function_through_its_alias_and_is_deleted()
    {
        Aws.Deploy("f", ["log_message"]);
        Aws.Sqs.Send("q", "42");
        Aws.Mappings["m"] = new JsonObject
        {
            ["UUID"] = "m",
            ["EventSourceArn"] = "arn:aws:sqs:us-east-1:123456789012:q",
            ["FunctionArn"] = FunctionArn,
            ["State"] = "Enabled",
            ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures"),
        };
        await ChangedAsync();

        await Aws.LoggedAsync($"got 42 {FunctionArn}");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0, "the message is not deleted");
    }

    [Test]
    public async Task A_schedule_invokes_a_function_through_its_alias()
    {
        Aws.Deploy("f", ["log_event"]);
        Aws.Schedules["s"] = new JsonObject
        {
            ["Arn"] = "arn:aws:scheduler:us-east-1:123456789012:schedule/g/s",
            ["Name"] = "s",
            ["GroupName"] = "g",
            ["ScheduleExpression"] = "at(2026-01-01T00:00:00)",
            ["Target"] = new JsonObject { ["Arn"] = FunctionArn, ["Input"] = "\"<aws.scheduler.scheduled-time>\"" },
        };
        await ChangedAsync();

        await Aws.LoggedAsync($"got 2026-01-01T00:00:00Z {FunctionArn}");
    }
}
