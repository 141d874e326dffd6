using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the delivery of log lines to CloudWatch Logs.</summary>
public sealed class LogShipperTests
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
    [Test]
    public async Task Lines_that_many_write_at_once_arrive_in_the_order_of_their_time()
    {
        await using var aws = await FakeAws.StartAsync();
        using var client = new AwsClient(aws.Url, FakeAws.Secrets.AccessKey);
        var shipper = new LogShipper(client);

        await shipper.WriteAsync("group", "stream", new(2, "later"), new(1, "earlier"));
        await aws.LoggedAsync("later");
        await shipper.StopAsync();

        Assert.That(aws.Logged, Is.EqualTo(new[] { "earlier", "later" }));
    }

    [Test]
    public async Task Whoever_writes_waits_while_the_endpoint_is_behind_and_no_line_is_lost()
    {
        await using var aws = await FakeAws.StartAsync();
        var open = new TaskCompletionSource();
        aws.LogsOpen = open.Task;
        using var client = new AwsClient(aws.Url, FakeAws.Secrets.AccessKey);
        var shipper = new LogShipper(client);
        LogLine[] lines = [.. Enumerable.Range(0, 30).Select(number => new LogLine(number, $"{number} {new string('x', 100_000)}"))];

        var writing = shipper.WriteAsync("group", "stream", lines);
        var waits = !writing.IsCompleted;
        open.SetResult();
        await writing;
        await aws.LoggedAsync(lines[^1].Message);
        await shipper.StopAsync();

        Assert.That(waits, Is.True);
        Assert.That(aws.Logged, Has.Count.EqualTo(lines.Length));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task After_an_endpoint_that_did_not_answer_the_next_lines_are_delivered(CancellationToken limit)
    {
        await using var aws = await FakeAws.StartAsync();
        var open = new TaskCompletionSource();
        aws.LogsOpen = open.Task;
        using var client = new AwsClient(aws.Url, FakeAws.Secrets.AccessKey, timeout: TimeSpan.FromMilliseconds(100));
        var shipper = new LogShipper(client);
        LogLine[] tooMany = [.. Enumerable.Range(0, 30).Select(number => new LogLine(number, new string('x', 100_000)))];

        // It waits until the calls have failed.
        await shipper.WriteAsync("group", "stream", tooMany).WaitAsync(limit);
        open.SetResult();

        // A slow machine may not answer one of them in time either.
        while (!aws.Logged.Contains("next"))
        {
            await shipper.WriteAsync("group", "stream", new LogLine(100, "next"));
            await Task.Delay(100, limit);
        }

        await shipper.StopAsync();
    }
}
