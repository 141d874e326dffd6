using System.Text.Json;
using Amazon.S3;

namespace Quickchange.Report.Tests;

public class RequestTests
{
    [TestCase("", "application/json", "json's")]
    [TestCase("json", "application/json", "json's")]
    [TestCase("csv", "text/csv", "csv's")]
    public async Task A_report_is_served_in_both_formats(string format, string type, string body)
    {
        using var setting = new Setting();
        setting.S3.Objects["reports/2026-03-04.json"] = new("json's");
        setting.S3.Objects["reports/2026-03-04.csv"] = new("csv's");

        Assert.That(await GetAsync(setting, "2026-03-04", format), Is.EqualTo((200, type, body)));
    }

    [Test]
    public async Task A_day_without_a_report_is_not_found()
    {
        using var setting = new Setting();

        var (status, type, body) = await GetAsync(setting, "2001-01-01");

        using var all = Assert.EnterMultipleScope();
        Assert.That((status, type), Is.EqualTo((404, "application/problem+json")));
        Assert.That(Detail(body), Does.StartWith("There is no report of 2001-01-01."));
    }

    [TestCase("today")]
    [TestCase("2026-03-04")]
    public async Task Todays_report_is_made_when_it_is_asked_for_and_not_there(string date)
    {
        using var setting = new Setting { Clock = new FixedTime() };
        setting.AddResult("2026-03-04#0", "0.25", "USD", ("quarters", "1"));

        var csv = await GetAsync(setting, date, "csv");
        setting.AddResult("2026-03-04#0", "9.99", "USD", ("quarters", "39"));
        var json = await GetAsync(setting, date);

        using var all = Assert.EnterMultipleScope();
        Assert.That(csv, Is.EqualTo((200, "text/csv", "currency,answered,sum\r\nUSD,1,0.25\r\n")));
        Assert.That(json, Is.EqualTo((200, "application/json", setting.S3.Objects["reports/2026-03-04.json"].Text)), "it is made once");
        Assert.That(json.Body, Does.Contain("\"answered\":1,"));
        Assert.That(setting.S3.Objects.Keys, Is.EquivalentTo(new[] { "reports/2026-03-04.json", "reports/2026-03-04.csv" }));
        Assert.That(setting.Metrics, Is.Empty, "which counts what the schedule does");
    }

    [TestCase("2026-03-03")]
    [TestCase("2026-03-05")]
    public async Task No_other_days_report_is_made_by_asking(string date)
    {
        using var setting = new Setting { Clock = new FixedTime() };

        Assert.That((await GetAsync(setting, date)).Status, Is.EqualTo(404));
        Assert.That(setting.S3.Objects, Is.Empty);
    }

    [TestCase("yesterday", "")]
    [TestCase("Today", "")]
    [TestCase("2026-02-30", "")]
    [TestCase("2026-3-4", "")]
    [TestCase("2026-03-04.json", "")]
    [TestCase("2026-03-04", "xml")]
    [TestCase("2026-03-04", "CSV")]
    public async Task What_names_no_report_can_not_be_served(string date, string format)
    {
        using var setting = new Setting();

        var (status, type, body) = await GetAsync(setting, date, format);

        using var all = Assert.EnterMultipleScope();
        Assert.That((status, type), Is.EqualTo((422, "application/problem+json")));
        Assert.That(Detail(body), Does.Contain("must"));
    }

    [Test]
    public async Task A_refusal_of_S3_is_no_missing_report()
    {
        using var setting = new Setting();
        setting.Refuse(static _ => true);

        await Assert.ThrowsAsync<AmazonS3Exception>(async () => await GetAsync(setting, "2026-03-04"));
    }

    private static async Task<(int Status, string Type, string Body)> GetAsync(Setting setting, string date, string format = "")
    {
        var query = format.Length == 0 ? "" : $$""","queryStringParameters":{"format":"{{format}}"}""";
        using var answer = JsonDocument.Parse(await setting.HandleAsync(
            $$"""{"version":"2.0","requestContext":{},"pathParameters":{"date":"{{date}}"} {{query}} }"""));
        var root = answer.RootElement;
        return (
            root.GetProperty("statusCode").GetInt32(),
            root.GetProperty("headers").GetProperty("Content-Type").GetString()!,
            root.GetProperty("body").GetString()!);
    }

    private static string Detail(string problem)
    {
        using var document = JsonDocument.Parse(problem);
        return document.RootElement.GetProperty("detail").GetString()!;
    }
}
