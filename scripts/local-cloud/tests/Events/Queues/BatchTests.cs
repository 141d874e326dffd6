namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests how messages are collected into batches.</summary>
public sealed class BatchTests : QueueFixture
{
    [Test]
    public async Task Without_a_window_a_batch_has_what_one_receive_brought()
    {
        Send(12);
        Map("q", """{"BatchSize":7}""");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.Select(batch => Bodies(batch).Length).Order(), Is.EqualTo(new[] { 5, 7 }));
    }

    [Test]
    public async Task A_batch_that_is_not_full_waits_until_its_window_is_over()
    {
        Map("q", """{"BatchSize":100,"MaximumBatchingWindowInSeconds":30}""");
        Send(1);
        await UntilAsync(() => Aws.Sqs.Receives == 2);
        Clock.Advance(29);
        var early = Events.Count;
        Send(2);
        await UntilAsync(() => Aws.Sqs.Receives >= 3);
        Clock.Advance(1);

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(early, Is.Zero);
        Assert.That(Events.Select(batch => Bodies(batch).Length), Is.EqualTo(new[] { 3 }));
    }

    [Test]
    public async Task A_batch_that_is_full_does_not_wait()
    {
        Send(25);
        Map("q", """{"BatchSize":25,"MaximumBatchingWindowInSeconds":300}""");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.Select(batch => Bodies(batch).Length), Is.EqualTo(new[] { 25 }));
    }

    [Test]
    public async Task An_event_is_no_larger_than_6_MB_and_the_rest_comes_with_the_next()
    {
        Send(8, new string('x', 1_000_000));
        Map("q");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.Select(batch => Bodies(batch).Length).OrderDescending(), Is.EqualTo(new[] { 6, 2 }));
    }

    private void Send(int count, string suffix = "")
    {
        for (var number = 0; number < count; number++)
        {
            Aws.Sqs.Send("q", $"{number}{suffix}");
        }
    }
}
