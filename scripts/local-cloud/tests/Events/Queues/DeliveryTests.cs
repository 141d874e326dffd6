using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests the delivery of messages from a queue to a function.</summary>
public sealed class DeliveryTests : QueueFixture
{
    // Longer than the slowest machine needs, while the clock is being advanced.
    private const int Hours = 12 * 60 * 60;

    [Test]
    public async Task A_function_gets_the_event_that_Lambda_sends()
    {
        Aws.Sqs.Send("q", "{\"a\":1}", attributes: new()
        {
            ["color"] = new JsonObject { ["StringValue"] = "red", ["DataType"] = "String" },
            ["raw"] = new JsonObject { ["BinaryValue"] = "AAE=", ["DataType"] = "Binary" },
        });
        Map("q");

        await UntilAsync(() => Events.Count == 1);

        var record = Events[0]["Records"]!.AsArray().Single()!.AsObject();
        var id = (string)record["messageId"]!;
        var expected = JsonNode.Parse($$$"""
            {"messageId":"{{{id}}}","receiptHandle":"handle-1","body":"{\"a\":1}",
            "attributes":{"SenderId":"AIDAEXAMPLE","SentTimestamp":"1767225600000","ApproximateReceiveCount":"1","ApproximateFirstReceiveTimestamp":"1767225600000"},
            "messageAttributes":{
                "color":{"stringValue":"red","stringListValues":[],"binaryListValues":[],"dataType":"String"},
                "raw":{"binaryValue":"AAE=","stringListValues":[],"binaryListValues":[],"dataType":"Binary"}},
            "md5OfBody":"md5","eventSource":"aws:sqs","eventSourceARN":"{{{Arn("q")}}}","awsRegion":"us-east-1"}
            """);
        Assert.That(JsonNode.DeepEquals(record, expected), Is.True, record.ToJsonString());
    }

    [Test]
    public async Task A_delete_that_failed_is_tried_again()
    {
        Aws.Sqs.FailingDeletes = 2;
        Aws.Sqs.VisibilityTimeout = Hours;
        Aws.Sqs.Send("q", "1");
        Map("q");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, advance: 1);

        Assert.That(Events, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_an_error_of_the_function_a_batch_comes_back_when_its_visibility_timeout_ends()
    {
        Function = _ => Events.Count == 1 ? Failure() : Answer("null");
        Aws.Sqs.Send("q", "1");
        Map("q");
        await UntilAsync(() => Events.Count == 1 && Aws.Sqs.Receives == 2);

        Clock.Advance(Aws.Sqs.VisibilityTimeout - 1);
        // A message that is sent later overtakes it.
        Aws.Sqs.Send("q", "2");
        await UntilAsync(() => Events.Count == 2 && Aws.Sqs.Left.Count == 1);
        Clock.Advance(1);
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "1", "2", "1" }));
        Assert.That((string)Events[2]["Records"]![0]!["attributes"]!["ApproximateReceiveCount"]!, Is.EqualTo("2"));
    }

    [Test]
    public async Task A_batch_that_is_throttled_waits_and_is_not_received_again()
    {
        Function = _ => Events.Count <= 3 ? throw new ThrottledException("") : Answer("null");
        Aws.Sqs.VisibilityTimeout = Hours;
        Aws.Sqs.Send("q", "1");
        Map("q");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, advance: 0.5);

        Assert.That(
            Events.Select(batch => (string)batch["Records"]![0]!["attributes"]!["ApproximateReceiveCount"]!),
            Is.EqualTo(new[] { "1", "1", "1", "1" }));
    }

    [Test]
    public async Task A_batch_that_is_throttled_until_its_visibility_timeout_ends_goes_back_to_the_queue()
    {
        var throttled = true;
        Function = _ => throttled ? throw new ThrottledException("") : Answer("null");
        Aws.Sqs.Send("q", "1");
        Map("q");

        await UntilAsync(() => (string)(Events.Count > 0 ? Events[^1] : null)?["Records"]![0]!["attributes"]!["ApproximateReceiveCount"]! == "2", advance: 1);
        throttled = false;

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, advance: 1);
    }

    [Test]
    public async Task Messages_wait_for_a_function_that_is_not_there_yet()
    {
        Function = _ => Events.Count == 1 ? throw new FunctionNotFoundException(new("f", "live")) : Answer("null");
        Aws.Sqs.VisibilityTimeout = Hours;
        Aws.Sqs.Send("q", "1");
        Map("q");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, advance: 1);

        Assert.That(Events, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Polling_goes_on_after_the_queue_could_not_be_read()
    {
        Aws.Sqs.IsDown = true;
        Aws.Sqs.Send("q", "1");
        Map("q");

        Clock.Advance(5);
        Aws.Sqs.IsDown = false;

        await UntilAsync(() => Aws.Sqs.Left.Count == 0, advance: 1);
    }

    [Test]
    public async Task Stopping_does_not_wait_for_a_receive()
    {
        Map("q");
        await UntilAsync(() => Aws.Sqs.Receives == 1);

        // The clock doesn't advance, so the receive itself never ends.
        await Mappings.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(Aws.Sqs.Receives, Is.EqualTo(1));
    }
}
