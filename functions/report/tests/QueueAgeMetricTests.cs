using System.Net;
using Amazon.Runtime;

namespace Quickchange.Report.Tests;

public class QueueAgeMetricTests
{
    private static readonly DateOnly Day = new(2026, 12, 31);

    [Test]
    public async Task The_days_maximum_is_asked_for()
    {
        using var cloudWatch = new StubCloudWatch((HttpStatusCode.OK, StubCloudWatch.Datapoints(12, 86.7, 0)));

        Assert.That(await OldestAsync(cloudWatch), Is.EqualTo(86));
        Assert.That(
            Uri.UnescapeDataString(cloudWatch.Asked.Single()),
            Does.Contain("MetricName=ApproximateAgeOfOldestMessage")
                .And.Contain("Value=a-queue")
                .And.Contain("StartTime=2026-12-31T00:00:00Z&EndTime=2027-01-01T00:00:00Z"));
    }

    [Test]
    public async Task A_failure_that_may_pass_is_tried_again(
        [Values(HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests)] HttpStatusCode status)
    {
        using var cloudWatch = new StubCloudWatch((status, ""), (HttpStatusCode.OK, StubCloudWatch.Datapoints(5)));

        Assert.That(await OldestAsync(cloudWatch), Is.EqualTo(5));
    }

    [TestCase(HttpStatusCode.Forbidden, "<Code>AccessDenied</Code>", 1)]
    [TestCase(HttpStatusCode.BadRequest, "<Code>Throttling</Code>", 4)]
    [TestCase(HttpStatusCode.BadGateway, "", 4)]
    public async Task A_failure_that_stays_is_an_error(HttpStatusCode status, string body, int tries)
    {
        using var cloudWatch = new StubCloudWatch((status, body));

        var error = await Assert.ThrowsAsync<HttpRequestException>(async () => await OldestAsync(cloudWatch));

        using var all = Assert.EnterMultipleScope();
        Assert.That(error!.StatusCode, Is.EqualTo(status));
        Assert.That(cloudWatch.Asked, Has.Count.EqualTo(tries));
    }

    [Test]
    public async Task An_answer_of_another_kind_is_an_error()
    {
        using var cloudWatch = new StubCloudWatch((HttpStatusCode.OK, "<html/>"));

        await Assert.ThrowsAsync<InvalidDataException>(async () => await OldestAsync(cloudWatch));
    }

    private static async Task<long?> OldestAsync(StubCloudWatch cloudWatch)
    {
        using var http = new HttpClient(cloudWatch, disposeHandler: false);
        var signer = new QuerySigner(new BasicAWSCredentials("AKID", "secret"), "eu-west-1", "monitoring", TimeProvider.System);
        return await new QueueAgeMetric(http, new Uri("http://127.0.0.1"), signer, "a-queue").OldestOfDayAsync(Day);
    }
}
