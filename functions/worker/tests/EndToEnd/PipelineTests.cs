using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that each valid row of an uploaded file is answered once, even if it is uploaded again.</summary>
[Parallelizable]
public class PipelineTests : CloudTests
{
    private const int Good = 400;
    private const int Bad = 10;
    private const int Repeated = 10;
    internal static readonly string Bucket = $"{Cloud.Prefix}-uploads-123456789012";

    [Test]
    public async Task Each_accepted_row_is_answered_once_and_the_others_are_listed_with_their_reasons()
    {
        var name = $"orders-{Guid.NewGuid():N}";
        var file = File(name);

        await UploadAsync(name, file);
        var results = await ResultsAsync(name);
        var rejected = await RejectedAsync(name);
        var log = await Cloud.RunAsync("scripts/logs", "worker", "--port", $"{Cloud.Port}");
        await UploadAsync(name, file);
        await DrainedAsync(name);
        var again = await ResultsAsync(name);

        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Length.EqualTo(Good));
            Assert.That(again, Is.EqualTo(results), "uploading the file again changes nothing, not even the times of the answers");
            Assert.That(log.Output, Does.Contain("messages: "), "scripts/logs shows the batches");
            Assert.That(rejected[0], Is.EqualTo("line,id,reason"));
            Assert.That(rejected[1..], Has.Length.EqualTo(Bad).And.All.Contains("the amount is negative"));
        });
    }

    [Test]
    public async Task A_file_that_takes_more_than_one_invocation_is_read_to_its_end()
    {
        // When 30 s are left, upload leaves the rest of a file to the next invocation: here, after each row.
        await using var hurried = await Reconfiguration.ApplyAsync(Cloud, $"{Cloud.Prefix}-upload", TimeSpan.FromSeconds(12));
        var name = $"long-{Guid.NewGuid():N}";
        string[] rows = [.. Enumerable.Range(0, 6).Select(row => $"{name}-{row},{(row % 2 == 0 ? "1.89" : "none")},USD")];

        await UploadAsync(name, $"id,amount,currency\n{string.Join('\n', rows)}");
        var results = await ResultsAsync(name, wanted: 3);
        var rejected = await RejectedAsync(name);

        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Length.EqualTo(3));
            Assert.That(
                rejected[1..].Select(static row => row.Split(',')[0]), Is.EqualTo(new[] { "3", "5", "7" }), "the lines, in order");
        });
    }

    [Test]
    public async Task A_poison_message_reaches_the_dead_letter_queue_and_its_cause_the_log()
    {
        var id = (await Cloud.PythonAsync("functions/worker/tests/EndToEnd/await_dead_letter.py")).Trim();

        Assert.That(
            await Cloud.LogsAsync($"{Cloud.Prefix}-worker", id),
            Has.Some.Contains(id).And.Contains("is not a change request"));
    }

    [Test]
    public async Task A_report_is_made_of_the_days_answers_and_served()
    {
        var name = $"report-{Guid.NewGuid():N}";
        await UploadAsync(name, File(name));
        await ResultsAsync(name);

        var now = DateTime.UtcNow;
        var time = now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await Cloud.AwsAsync("lambda", "invoke", new
        {
            FunctionName = $"{Cloud.Prefix}-report",
            Qualifier = "live",
            Payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(
                $$"""{"source":"aws.scheduler","detail-type":"Scheduled Event","time":"{{time}}"}""")),
        });
        var report = await Cloud.SignedHttp.GetStringAsync($"Prod/reports/{now:yyyy-MM-dd}");

        Assert.That((int)JsonNode.Parse(report)!["answered"]!, Is.GreaterThanOrEqualTo(Good));
        // The report of a day without answers has no currencies.
        var document = await DocumentAsync();
        Assert.That(document?.ProblemOf("GET /reports/{date}", 200, "application/json", report), Is.Null, report);
    }

    [Test]
    public async Task The_schedule_makes_a_report_by_itself_within_its_minute()
    {
        // The descriptor's schedule runs once an hour. It is replaced by the next minute, and then restored.
        var day = (await Cloud.PythonAsync("functions/worker/tests/EndToEnd/report_soon.py", Bucket, $"{Cloud.Prefix}-report")).Trim();

        Assert.That(day, Is.Not.Empty, "a report was created within the minute");
        Assert.That(await Cloud.SignedHttp.GetStringAsync($"Prod/reports/{day}"), Does.Contain("\"answered\""));
    }

    private static string File(string name)
    {
        string[] good = [.. Enumerable.Range(0, Good).Select(row => $"{name}-{row},{row}.{row % 100:00},USD")];
        var bad = Enumerable.Range(0, Bad).Select(row => $"{name}-bad-{row},-1,USD");
        return string.Join("\r\n", ["id,amount,currency", .. good, .. bad, .. good[..Repeated], ""]);
    }

    private static Task<JsonNode> UploadAsync(string name, string file) =>
        Cloud.AwsAsync("s3", "put_object", new { Bucket, Key = $"inbox/{name}.csv", Body = file });

    /// <returns>The complete results of a file, in the order of their IDs, once all of them exist.</returns>
    private static async Task<string[]> ResultsAsync(string name, int wanted = Good)
    {
        var found = await Cloud.PythonAsync("functions/worker/tests/EndToEnd/await_results.py", $"{name}-", $"{wanted}");
        return found.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Waits until the file has been read a second time and none of its requests is waiting.</summary>
    private static async Task DrainedAsync(string name) => await Cloud.PythonAsync("functions/worker/tests/EndToEnd/await_drained.py", name);

    private static async Task<string[]> RejectedAsync(string name)
    {
        var text = await Cloud.PythonAsync("functions/worker/tests/EndToEnd/await_object.py", Bucket, $"rejected/{name}.csv");
        return text.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
