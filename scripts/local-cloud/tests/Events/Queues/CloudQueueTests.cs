using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Queues whose function is a process.</summary>
public sealed class CloudQueueTests : ComputeFixture
{
    [Test]
    public async Task A_message_reaches_a_function_through_its_alias_and_is_deleted()
    {
        Aws.Deploy("f", ["log_message"]);
        Aws.Sqs.Send("q", "42");
        await MapAsync();

        await Aws.LoggedAsync("got 42 arn:aws:lambda:us-east-1:123456789012:function:f:live");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0, "the message is not deleted");
    }

    [Test]
    public async Task A_message_whose_function_reports_it_as_failed_is_delivered_again()
    {
        Aws.Deploy("f", ["take_third_time"]);
        Aws.Sqs.Send("q", "42");
        await MapAsync();

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, "the message is not deleted");

        Assert.That(Aws.Sqs.Receives, Is.GreaterThanOrEqualTo(3));
    }

    private async Task MapAsync()
    {
        Aws.Mappings["m"] = new JsonObject
        {
            ["UUID"] = "m",
            ["EventSourceArn"] = "arn:aws:sqs:us-east-1:123456789012:q",
            ["FunctionArn"] = "arn:aws:lambda:us-east-1:123456789012:function:f:live",
            ["State"] = "Enabled",
            ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures"),
        };
        // As the endpoint says it.
        using var changed = await Http.PostAsync("_changed", null);
    }
}
