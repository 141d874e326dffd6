using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Events.Queues;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests functions that report failed messages.</summary>
public sealed class PartialBatchTests : QueueFixture
{
    private const string Reports = """{"FunctionResponseTypes":["ReportBatchItemFailures"]}""";

    [Test]
    public async Task Messages_that_a_function_reports_as_failed_come_back_at_once_and_the_others_are_deleted()
    {
        Function = batch => Answer(Events.Count == 1 ? ReportOf(batch["Records"]![1]!) : "{}");
        SendThree();
        Map("q", Reports);

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.Select(Bodies), Is.EqualTo(new[] { ["1", "2", "3"], new[] { "2" } }));
    }

    [Test]
    public async Task A_report_that_was_not_asked_for_is_ignored()
    {
        Function = batch => Answer(ReportOf(batch["Records"]![1]!));
        SendThree();
        Map("q");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_report_that_can_not_be_read_brings_the_whole_batch_back_after_its_visibility_timeout()
    {
        Function = _ => Answer(Events.Count == 1 ? """{"batchItemFailures":[{"itemIdentifier":"other"}]}""" : "{}");
        SendThree();
        Map("q", Reports);
        await UntilAsync(() => Events.Count == 1 && Aws.Sqs.Receives == 2);

        Clock.Advance(Aws.Sqs.VisibilityTimeout);
        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.Select(Bodies), Is.EqualTo(new[] { ["1", "2", "3"], new[] { "1", "2", "3" } }));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html: success and failure conditions
    [TestCase("", ExpectedResult = "none")]
    [TestCase("null", ExpectedResult = "none")]
    [TestCase("{}", ExpectedResult = "none")]
    [TestCase("""{"batchItemFailures":[]}""", ExpectedResult = "none")]
    [TestCase("""{"batchItemFailures":null}""", ExpectedResult = "none")]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":"a"}]}""", ExpectedResult = "a")]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"},{"itemIdentifier":"a"}]}""", ExpectedResult = "a b")]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":""}]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":null}]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":7}]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":[{"id":"a"}]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":["a"]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":[null]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":"a"}""", ExpectedResult = "all")]
    [TestCase("""{"batchItemFailures":[""", ExpectedResult = "all")]
    [TestCase("true", ExpectedResult = "all")]
    [TestCase("\"fine\"", ExpectedResult = "all")]
    public string A_report_means(string response)
    {
        var failed = BatchResponse.FailedIn(Encoding.UTF8.GetBytes(response), [MessageWithId("a"), MessageWithId("b")]);

        return failed is null ? "all" : failed.Count == 0 ? "none" : string.Join(' ', failed.Order());
    }

    private void SendThree()
    {
        Aws.Sqs.Send("q", "1");
        Aws.Sqs.Send("q", "2");
        Aws.Sqs.Send("q", "3");
    }

    private static Message MessageWithId(string id) => new(new JsonObject { ["MessageId"] = id, ["ReceiptHandle"] = "" }, Arn("q"));
}
