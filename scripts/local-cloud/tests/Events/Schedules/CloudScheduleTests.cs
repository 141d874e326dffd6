using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>A schedule whose function is a process.</summary>
public sealed class CloudScheduleTests : ComputeFixture
{
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
            ["Target"] = new JsonObject
            {
                ["Arn"] = "arn:aws:lambda:us-east-1:123456789012:function:f:live",
                ["Input"] = "\"<aws.scheduler.scheduled-time>\"",
            },
        };
        // As the endpoint says it.
        using var changed = await Http.PostAsync("_changed", null);

        await Aws.LoggedAsync("got 2026-01-01T00:00:00Z arn:aws:lambda:us-east-1:123456789012:function:f:live");
    }
}
