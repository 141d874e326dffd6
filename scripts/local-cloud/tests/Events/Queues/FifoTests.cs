using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests FIFO queues.</summary>
public sealed class FifoTests : QueueFixture
{
    private const string Reports = """{"BatchSize":2,"FunctionResponseTypes":["ReportBatchItemFailures"]}""";

    [Test]
    public async Task A_group_waits_for_its_batch_while_other_groups_go_on()
    {
        var first = new TaskCompletionSource<InvocationResult>();
        Function = batch => Bodies(batch).Contains("a1") ? first.Task : Answer("null");
        Send("a1", "a2", "b1", "a3", "b2");
        Map("q.fifo", Reports);

        await UntilAsync(() => Aws.Sqs.Left.Count == 3);
        var left = Aws.Sqs.Left;
        first.SetResult(await Answer("null"));
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(left, Is.EqualTo(new[] { "a1", "a2", "a3" }));
        Assert.That(Events.Select(Bodies), Is.EqualTo(new[] { ["a1", "a2"], ["b1", "b2"], new[] { "a3" } }));
        Assert.That((string)Events[0]["Records"]![0]!["attributes"]!["MessageGroupId"]!, Is.EqualTo("a"));
    }

    [Test]
    public async Task Messages_that_failed_come_before_the_later_ones_of_their_group()
    {
        Function = batch => Answer(Events.Count == 1 ? ReportOf(batch["Records"]![1]!) : "{}");
        Send("a1", "a2", "a3", "a4");
        Map("q.fifo", Reports);

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "a1", "a2", "a2", "a3", "a4" }));
    }

    [Test]
    public async Task After_an_error_of_the_function_a_group_goes_on_in_its_order()
    {
        Function = _ => Events.Count == 1 ? Failure() : Answer("{}");
        Send("a1", "a2", "a3");
        Map("q.fifo", Reports);
        await UntilAsync(() => Events.Count == 1 && Aws.Sqs.Receives == 2);

        Clock.Advance(Aws.Sqs.VisibilityTimeout);
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { "a1", "a2", "a1", "a2", "a3" }));
    }

    [Test]
    public async Task What_does_not_fit_into_an_event_does_not_overtake_the_messages_before_it()
    {
        var first = new TaskCompletionSource<InvocationResult>();
        Function = _ => Events.Count == 1 ? first.Task : Answer("{}");
        var filling = new string('x', 1_000_000);
        Send([.. Enumerable.Range(0, 8).Select(number => $"a{number}{filling}")]);
        Map("q.fifo", """{"BatchSize":10}""");
        await UntilAsync(() => Events.Count == 1 && Aws.Sqs.Receives == 2);

        first.SetResult(await Failure());
        Clock.Advance(Aws.Sqs.VisibilityTimeout);
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies).Select(body => body[..2]), Is.EqualTo(
            new[] { "a0", "a1", "a2", "a3", "a4", "a5", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7" }));
    }

    private void Send(params string[] bodies)
    {
        foreach (var body in bodies)
        {
            Aws.Sqs.Send("q.fifo", body, group: body[..1]);
        }
    }
}
