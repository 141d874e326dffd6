using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Amazon.Lambda.SQSEvents;
using Quickchange.Pipeline;

namespace Quickchange.Worker.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WorkerHandlerTests : IDisposable
{
    private readonly FakeDynamoDb _table = new();
    private readonly MemoryStream _output = new();
    private readonly TestLambdaContext _context = new();

    public void Dispose()
    {
        _table.Dispose();
        _output.Dispose();
    }

    [Test]
    public async Task A_message_is_answered_with_the_fewest_coins()
    {
        var failed = await HandleAsync(Message("m1", Request("o-1", "1.89", "USD")));

        var item = _table.Items["o-1"];
        using var all = Assert.EnterMultipleScope();
        Assert.That(failed, Is.Empty);
        Assert.That(item["amount"].S, Is.EqualTo("1.89"));
        Assert.That(item["currency"].S, Is.EqualTo("USD"));
        Assert.That(item["coins"].M.ToDictionary(coin => coin.Key, coin => coin.Value.N), Is.EqualTo(
            new Dictionary<string, string> { ["quarters"] = "7", ["dimes"] = "1", ["pennies"] = "4" }));
        Assert.That(item["file"].S, Is.EqualTo("inbox/orders.csv"));
        Assert.That(item["line"].N, Is.EqualTo("2"));
        Assert.That(item["shard"].S, Does.StartWith(item["answered_at"].S[..10] + "#"));
    }

    [Test]
    public async Task A_message_that_comes_twice_is_answered_once()
    {
        await HandleAsync(Message("m1", Request("o-1", "2.5", "USD")));
        var first = _table.Items["o-1"];
        var failed = await HandleAsync(Message("m2", Request("o-1", "2.50", "USD")));

        using var all = Assert.EnterMultipleScope();
        Assert.That(failed, Is.Empty);
        Assert.That(_table.Items["o-1"], Is.SameAs(first));
        Assert.That(Metric("RowsDuplicate"), Is.EqualTo(1));
        Assert.That(Metric("RowsAnswered"), Is.Zero);
    }

    [TestCase("3.00", "USD")]
    [TestCase("2.50", "EUR")]
    public async Task A_conflicting_duplicate_is_reported_and_changes_nothing(string amount, string currency)
    {
        await HandleAsync(Message("m1", Request("o-1", "2.50", "USD")));
        var first = _table.Items["o-1"];
        var failed = await HandleAsync(Message("m2", Request("o-1", amount, currency)));

        using var all = Assert.EnterMultipleScope();
        Assert.That(failed, Is.Empty);
        Assert.That(_table.Items["o-1"], Is.SameAs(first));
        Assert.That(Metric("RowsConflicting"), Is.EqualTo(1));
        Assert.That(_context.Logger.Lines, Has.One.StartsWith("Warning").And.Contains("m2").And.Contains("o-1"));
    }

    [TestCase("no json")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"id":"","amount":"1","currency":"USD","file":"f","line":1}""")]
    [TestCase("""{"id":"x","amount":"1","currency":"XXQ","file":"f","line":1}""")]
    [TestCase("""{"id":"x","amount":"0.01","currency":"CHF","file":"f","line":1}""")]
    public async Task A_poison_message_fails_alone_and_its_cause_is_logged_with_its_id(string body)
    {
        var failed = await HandleAsync(
            Message("m1", Request("o-1", "1", "USD")), Message("poison", body), Message("m3", Request("o-3", "1", "USD")));

        using var all = Assert.EnterMultipleScope();
        Assert.That(failed, Is.EqualTo(["poison"]));
        Assert.That(_table.Items.Keys, Is.EquivalentTo(["o-1", "o-3"]));
        Assert.That(_context.Logger.Lines, Has.One.StartsWith("Error").And.Contains("poison"));
        Assert.That(Metric("MessagesFailed"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_the_table_refuses_is_tried_again()
    {
        FailToPut("o-1", new ProvisionedThroughputExceededException("too much"));
        Assert.That(await HandleAsync(Message("m1", Request("o-1", "1", "USD"))), Is.EqualTo(["m1"]));

        _table.Failure = static _ => null;
        Assert.That(await HandleAsync(Message("m1", Request("o-1", "1", "USD"))), Is.Empty);
    }

    [Test]
    public async Task Without_time_left_everything_is_tried_again()
    {
        var handler = Handler();
        var context = new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(1) };
        var answer = await handler.HandleAsync(new() { Records = [Message("m1", Request("o-1", "1", "USD"))] }, context);

        Assert.That(answer.BatchItemFailures.Select(failure => failure.ItemIdentifier), Is.EqualTo(["m1"]));
    }

    [Test]
    public async Task A_group_keeps_its_order_and_stops_at_its_first_failure()
    {
        FailToPut("a-2", new InternalServerErrorException("down"));
        var failed = await HandleAsync(
            Message("m1", Request("a-1", "1", "USD"), "a"),
            Message("m2", Request("a-2", "1", "USD"), "a"),
            Message("m3", Request("b-1", "1", "USD"), "b"),
            Message("m4", Request("a-3", "1", "USD"), "a"),
            Message("m5", Request("b-2", "1", "USD"), "b"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(failed, Is.EqualTo(["m2", "m4"]));
        Assert.That(_table.Items.Keys.Where(id => id[0] == 'a'), Is.EqualTo(["a-1"]));
        Assert.That(_table.Items.Keys.Where(id => id[0] == 'b'), Is.EqualTo(["b-1", "b-2"]));
    }

    private static SQSEvent.SQSMessage Message(string id, string body, string? group = null) => new()
    {
        MessageId = id,
        Body = body,
        Attributes = group is null ? [] : new() { ["MessageGroupId"] = group },
    };

    private static string Request(string id, string amount, string currency) =>
        new QueuedRequest(id, amount, currency, "inbox/orders.csv", 2).ToString();

    private void FailToPut(string id, Exception failure) =>
        _table.Failure = request => request is PutItemRequest put && put.Item["id"].S == id ? failure : null;

    private WorkerHandler Handler() =>
        new(new(), new(_table, "results"), new(_output, "worker", TimeProvider.System), TimeProvider.System);

    /// <returns>The IDs of the failed messages.</returns>
    private async Task<IEnumerable<string>> HandleAsync(params SQSEvent.SQSMessage[] messages)
    {
        var answer = await Handler().HandleAsync(new() { Records = [.. messages] }, _context);
        return answer.BatchItemFailures.Select(failure => failure.ItemIdentifier).Order();
    }

    // In the last line.
    private int Metric(string name)
    {
        var line = Encoding.UTF8.GetString(_output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty(name).GetInt32();
    }
}
