using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests mappings that are created, changed and deleted.</summary>
public sealed class MappingTests : QueueFixture
{
    [Test]
    public async Task All_mappings_of_queues_are_polled_however_many_pages_they_fill()
    {
        foreach (var queue in new[] { "q1", "q2", "q3" })
        {
            Aws.Sqs.Send(queue, queue);
            Map(queue);
        }

        Map("stream", """{"EventSourceArn":"arn:aws:kinesis:us-east-1:123456789012:stream/s"}""");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies).Order(), Is.EqualTo(new[] { "q1", "q2", "q3" }));
    }

    [TestCase("""{"State":"Disabled"}""")]
    [TestCase("""{"State":"Deleting"}""")]
    [TestCase("""{"Enabled":false}""")]
    public async Task A_mapping_that_is_disabled_is_not_polled(string values)
    {
        Aws.Sqs.Send("off", "off");
        Map("off", values);
        Aws.Sqs.Send("on", "on");
        Map("on");

        // The polled one waits for its next messages.
        await UntilAsync(() => Aws.Sqs.Left.SequenceEqual(["off"]) && Aws.Sqs.Receives >= 2);

        Assert.That(Aws.Sqs.Receives, Is.EqualTo(2));
        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "on" }));
    }

    [Test]
    public async Task A_mapping_that_is_deleted_ends_its_batch_and_gives_back_what_its_last_receive_brings()
    {
        var running = new TaskCompletionSource<InvocationResult>();
        Function = _ => running.Task;
        Aws.Sqs.Send("q", "1");
        Map("q");
        await UntilAsync(() => Events.Count == 1 && Aws.Sqs.Receives == 2);

        Aws.Mappings.Clear();
        // When a mapping that was created later is polled, the deletion has taken effect.
        Map("other");
        await UntilAsync(() => Aws.Sqs.Receives == 3);
        Aws.Sqs.Send("q", "2");
        running.SetResult(await Answer("null"));
        await UntilAsync(() => Aws.Sqs.Left.SequenceEqual(["2"]));
        Function = _ => Answer("null");
        Map("q");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task A_mapping_that_is_changed_goes_on_with_its_new_values()
    {
        Aws.Sqs.Send("q", "1");
        Map("q", """{"BatchSize":1}""");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Map("q", """{"BatchSize":1,"FilterCriteria":{"Filters":[{"Pattern":"{\"body\":[\"two\"]}"}]}}""");
        Map("other");
        await UntilAsync(() => Aws.Sqs.Receives >= 3);
        Aws.Sqs.Send("q", "one");
        Aws.Sqs.Send("q", "two");
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "1", "two" }));
    }

    [Test]
    public async Task A_mapping_whose_filter_can_not_be_read_does_not_keep_others_from_being_polled()
    {
        Aws.Sqs.Send("bad", "bad");
        Map("bad", """{"FilterCriteria":{"Filters":[{"Pattern":"{"}]}}""");
        Aws.Sqs.Send("good", "good");
        Map("good");

        await UntilAsync(() => Aws.Sqs.Left.SequenceEqual(["bad"]));

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "good" }));
    }

    [Test]
    public async Task No_more_batches_run_than_the_mapping_lets()
    {
        var running = new TaskCompletionSource<InvocationResult>();
        Function = _ => running.Task;
        for (var number = 0; number < 4; number++)
        {
            Aws.Sqs.Send("q", $"{number}");
        }

        Map("q", """{"BatchSize":1,"ScalingConfig":{"MaximumConcurrency":2}}""");
        await UntilAsync(() => Events.Count == 2);
        Clock.Advance(10);
        var atATime = (Events.Count, Aws.Sqs.Receives);
        running.SetResult(await Answer("null"));
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(atATime, Is.EqualTo((2, 2)));
    }
}
