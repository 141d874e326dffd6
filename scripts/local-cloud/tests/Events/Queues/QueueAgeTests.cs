using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Events.Queues;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests the metric ApproximateAgeOfOldestMessage.</summary>
public sealed class QueueAgeTests : QueueFixture
{
    [Test]
    public async Task The_age_of_a_queue_is_put_into_its_metric_every_minute()
    {
        Map("q");
        await UntilAsync(() => Aws.Sqs.Receives == 1);

        await UntilAsync(() => !Aws.Forms.IsEmpty, advance: 60);

        Assert.That(
            Aws.Forms.First(),
            Does.StartWith("Action=PutMetricData&Version=2010-08-01&Namespace=AWS%2FSQS&MetricData.member.1.MetricName=ApproximateAgeOfOldestMessage")
                .And.Contains("Dimensions.member.1.Name=QueueName&MetricData.member.1.Dimensions.member.1.Value=q&")
                .And.Contains("Unit=Seconds").And.EndsWith("Value=0"));
    }

    [Test]
    public void The_age_is_that_of_the_oldest_message_that_was_received_and_is_not_deleted()
    {
        var age = new QueueAge(Clock);
        var (old, young) = (At("old", -100), At("young", -10));
        age.Received([old, young]);

        Assert.That(age.Estimate(empty: false), Is.EqualTo(100));
        age.Deleted([old]);
        Assert.That(age.Estimate(empty: false), Is.EqualTo(10));
    }

    [Test]
    public void While_nothing_was_received_the_age_is_the_time_since_the_queue_was_empty()
    {
        var age = new QueueAge(Clock);
        Clock.Advance(60);
        Assert.That(age.Estimate(empty: true), Is.Zero);

        Clock.Advance(120);
        Assert.That(age.Estimate(empty: false), Is.EqualTo(120));
    }

    [Test]
    public void A_message_that_was_received_more_than_three_times_does_not_count()
    {
        var age = new QueueAge(Clock);
        age.Received([At("bad", -100), At("young", -10)]);
        age.Received([At("bad", -100, receives: 4)]);

        Assert.That(age.Estimate(empty: false), Is.EqualTo(10));
    }

    private Message At(string id, int seconds, int receives = 1) => new(new JsonObject
    {
        ["MessageId"] = id,
        ["ReceiptHandle"] = id,
        ["Attributes"] = new JsonObject
        {
            ["SentTimestamp"] = $"{Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds()}",
            ["ApproximateReceiveCount"] = $"{receives}",
        },
    }, Arn("q"));
}
