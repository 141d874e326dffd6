using System.Net;
using Amazon.S3;

namespace Quickchange.Report.Tests;

public class ScheduleTests
{
    [Test]
    public async Task A_day_is_summed_by_currency_over_all_shards_and_pages()
    {
        using var setting = new Setting(new((HttpStatusCode.OK, StubCloudWatch.Datapoints(3, 47, 12))));
        setting.AddResult("2026-03-04#0", "1.89", "USD", ("pennies", "4"), ("quarters", "7"), ("dimes", "1"));
        setting.AddResult("2026-03-04#0", "0.25", "USD", ("quarters", "1"));
        setting.AddResult("2026-03-04#0", "0.01", "USD", ("pennies", "1"));
        setting.AddResult("2026-03-04#7", "689", "JPY", ("500-yen coins", "1"));
        setting.AddResult("2026-03-05#0", "9.99", "USD", ("quarters", "39"));
        await setting.AddFileAsync(new(2026, 3, 4), "inbox/a.csv", 3, 1);
        await setting.AddFileAsync(new(2026, 3, 4), "inbox/b.csv", 1, 0);
        await setting.AddFileAsync(new(2026, 3, 4), "inbox/c.csv", 0, 2);

        await setting.RunAtAsync("2026-03-04T05:05:00Z");

        using var all = Assert.EnterMultipleScope();
        Assert.That(setting.S3.Objects["reports/2026-03-04.json"].Text, Is.EqualTo(
            """{"date":"2026-03-04","answered":4,"rejected":3,"accepted":4,"files":3,"currencies":[{"currency":"JPY","answered":1,"sum":"689","coins":[{"1":"500-yen coins"}]},{"currency":"USD","answered":3,"sum":"2.15","coins":[{"8":"quarters"},{"1":"dimes"},{"5":"pennies"}]}],"oldest_message_age_s":47}"""));
        Assert.That(setting.S3.Objects["reports/2026-03-04.csv"].Text, Is.EqualTo(
            "currency,answered,sum\r\nJPY,1,689\r\nUSD,3,2.15\r\n"));
        Assert.That(setting.S3.Objects["reports/2026-03-04.json"].ContentType, Is.EqualTo("application/json"));
        Assert.That(setting.S3.Objects["reports/2026-03-04.csv"].ContentType, Is.EqualTo("text/csv"));
        Assert.That(setting.Metrics, Does.Contain("\"ReportsWritten\":2"));
    }

    [TestCase("USD", "99999999999999999999999999.99", "199999999999999999999999999.98")]
    [TestCase("JPY", "1000000000000000001", "2000000000000000002")]
    [TestCase("KWD", "0.001", "0.002")]
    public async Task A_sum_is_exact(string currency, string amount, string sum)
    {
        using var setting = new Setting();
        setting.AddResult("2026-03-04#1", amount, currency);
        setting.AddResult("2026-03-04#2", amount, currency);

        await setting.RunAtAsync("2026-03-04T05:05:00Z");

        Assert.That(setting.S3.Objects["reports/2026-03-04.csv"].Text, Does.EndWith($"\r\n{currency},2,{sum}\r\n"));
    }

    [Test]
    public async Task A_day_without_anything_has_a_report()
    {
        using var setting = new Setting();

        await setting.RunAtAsync("2026-03-04T05:05:00Z");

        using var all = Assert.EnterMultipleScope();
        Assert.That(setting.S3.Objects["reports/2026-03-04.json"].Text, Is.EqualTo(
            """{"date":"2026-03-04","answered":0,"rejected":0,"accepted":0,"files":0,"currencies":[],"oldest_message_age_s":null}"""));
        Assert.That(setting.S3.Objects["reports/2026-03-04.csv"].Text, Is.EqualTo("currency,answered,sum\r\n"));
    }

    [Test]
    public async Task The_same_data_make_the_same_report_at_any_hour()
    {
        using var setting = new Setting();
        setting.AddResult("2026-03-04#1", "0.25", "USD", ("quarters", "1"));
        await setting.RunAtAsync("2026-03-04T05:05:00Z");
        var first = Texts(setting);

        await setting.RunAtAsync("2026-03-04T23:05:00Z");

        Assert.That(Texts(setting), Is.EquivalentTo(first));

        static Dictionary<string, string> Texts(Setting setting) => setting.S3.Objects.ToDictionary(each => each.Key, each => each.Value.Text);
    }

    [TestCase("2026-03-01T00:05:00Z", "2026-02-28", "2026-03-01")]
    [TestCase("2026-03-01T13:05:00Z", "2026-02-28", "2026-03-01")]
    [TestCase("2026-03-01T00:59:59.999Z", "2026-02-28", "2026-03-01")]
    [TestCase("2026-03-01T01:30:00+02:00", "2026-02-27", "2026-02-28")]
    public async Task The_day_before_is_reported_too(string time, params string[] days)
    {
        using var setting = new Setting();

        await setting.RunAtAsync(time);

        Assert.That(
            setting.S3.Objects.Keys,
            Is.EquivalentTo(days.SelectMany(day => new[] { $"reports/{day}.json", $"reports/{day}.csv" })));
    }

    [TestCase("2026-03-03", "2026-03-04")]
    [TestCase("2026-03-04", "2026-03-03")]
    public async Task A_day_that_fails_fails_the_invocation_and_does_not_hold_up_the_other(string failing, string other)
    {
        using var setting = new Setting();
        setting.Refuse(key => key.Contains(failing, StringComparison.Ordinal));

        await Assert.ThrowsAsync<AmazonS3Exception>(async () => await setting.RunAtAsync("2026-03-04T05:05:00Z"));
        Assert.That(setting.S3.Objects.Keys, Is.EquivalentTo(new[] { $"reports/{other}.json", $"reports/{other}.csv" }));
        Assert.That(setting.Metrics, Is.Empty);
    }

    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"source":"aws.scheduler"}""")]
    [TestCase("""{"source":"aws.scheduler","time":"soon"}""")]
    [TestCase("""{"source":"aws.s3","time":"2026-03-04T05:05:00Z"}""")]
    public async Task Another_event_is_an_error_that_says_what_to_send(string input)
    {
        using var setting = new Setting();

        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await setting.HandleAsync(input));

        Assert.That(error!.Message, Does.Contain("aws.scheduler"));
    }
}
