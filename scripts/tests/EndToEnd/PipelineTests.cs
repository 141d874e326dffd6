using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>A file is uploaded, and each of its good rows is answered once, whatever is uploaded again.</summary>
[Category("e2e")]
[Parallelizable]
public class PipelineTests
{
    private const int Good = 400;
    private const int Bad = 10;
    private const int Repeated = 10;
    internal const string Bucket = "quickchange-local-uploads-123456789012";

    private static Cloud Cloud => SharedCloud.Cloud;

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
            Assert.That(again, Is.EqualTo(results), "a file uploaded twice changes nothing, the time of the answers included");
            Assert.That(log.Output, Does.Contain("messages: "), "scripts/logs shows the batches");
            Assert.That(rejected[0], Is.EqualTo("line,id,reason"));
            Assert.That(rejected[1..], Has.Length.EqualTo(Bad).And.All.Contains("the amount is negative"));
        });
    }

    [Test]
    public async Task A_file_that_takes_more_than_one_invocation_is_read_to_its_end()
    {
        // Upload leaves a file to the next invocation when 30 s are left: here after each row.
        await using var hurried = await Reconfiguration.ApplyAsync(Cloud, "quickchange-local-upload", TimeSpan.FromSeconds(12));
        var name = $"long-{Guid.NewGuid():N}";
        string[] rows = [.. Enumerable.Range(0, 6).Select(row => $"{name}-{row},{(row % 2 == 0 ? "1.89" : "none")},USD")];

        await UploadAsync(name, $"id,amount,currency\n{string.Join('\n', rows)}");
        var results = await ResultsAsync(name, wanted: 3);
        var rejected = await RejectedAsync(name);

        Assert.Multiple(() =>
        {
            Assert.That(results, Has.Length.EqualTo(3));
            Assert.That(
                rejected[1..].Select(static row => row.Split(',')[0]), Is.EqualTo(new[] { "3", "5", "7" }), "lines, in their order");
        });
    }

    [Test]
    public async Task A_poison_message_reaches_the_dead_letter_queue_and_its_cause_the_log()
    {
        const string Program = """
            import boto3, sys, time
            sqs = boto3.client("sqs")
            queue = sqs.get_queue_url(QueueName="quickchange-local-change-requests")["QueueUrl"]
            dead = sqs.get_queue_url(QueueName="quickchange-local-change-requests-dead-letters")["QueueUrl"]
            sent = sqs.send_message(QueueUrl=queue, MessageBody="poison")["MessageId"]
            for _ in range(120):
                for message in sqs.receive_message(QueueUrl=dead, WaitTimeSeconds=1).get("Messages", []):
                    if message["MessageId"] == sent:
                        sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
                        print(sent)
                        sys.exit()
            sys.exit("the message did not reach the dead-letter queue")
            """;

        var id = (await Cloud.PythonAsync(Program)).Trim();

        Assert.That(
            await Cloud.LogsAsync("quickchange-local-worker", id),
            Has.Some.Contains(id).And.Contains("is no change request"));
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
            FunctionName = "quickchange-local-report",
            Qualifier = "live",
            Payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(
                $$"""{"source":"aws.scheduler","detail-type":"Scheduled Event","time":"{{time}}"}""")),
        });
        var report = await Cloud.Http.GetStringAsync($"Prod/reports/{now:yyyy-MM-dd}");

        Assert.That((int)JsonNode.Parse(report)!["answered"]!, Is.GreaterThanOrEqualTo(Good));
        // An empty day's says nothing of currencies.
        var document = await ApiDocument.ReadAsync(Cloud.Http);
        Assert.That(document.ProblemOf("GET /reports/{date}", 200, "application/json", report), Is.Null, report);
    }

    [Test]
    public async Task The_schedule_makes_a_report_by_itself_within_its_minute()
    {
        // The descriptor's own time comes once an hour; the next minute takes its place, and goes again.
        const string Program = """
            import boto3, datetime, sys, time
            bucket, name = sys.argv[1:]
            scheduler, s3 = boto3.client("scheduler"), boto3.client("s3")
            keys = ("Name", "GroupName", "ScheduleExpression", "ScheduleExpressionTimezone", "FlexibleTimeWindow", "Target", "State")
            schedule = {key: value for key, value in scheduler.get_schedule(Name=name, GroupName="quickchange-local").items() if key in keys}
            now = datetime.datetime.now(datetime.UTC)
            # What has little time left is given the next minute but one.
            due = now.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1 if now.second < 45 else 2)
            soon = {"ScheduleExpression": f"cron({due.minute} {due.hour} * * ? *)", "ScheduleExpressionTimezone": "UTC"}
            scheduler.update_schedule(**schedule | soon)
            try:
                made = now
                while made < due and datetime.datetime.now(datetime.UTC) < due + datetime.timedelta(minutes=1):
                    time.sleep(1)
                    listed = s3.list_objects_v2(Bucket=bucket, Prefix=f"reports/{due:%Y-%m-%d}.json").get("Contents", [])
                    made = max([item["LastModified"] for item in listed], default=now)
                print(f"{due:%Y-%m-%d}" if made >= due else "")
            finally:
                scheduler.update_schedule(**schedule)
            """;

        var day = (await Cloud.PythonAsync(Program, Bucket, "quickchange-local-report")).Trim();

        Assert.That(day, Is.Not.Empty, "a report was made in the minute");
        Assert.That(await Cloud.Http.GetStringAsync($"Prod/reports/{day}"), Does.Contain("\"answered\""));
    }

    private static string File(string name)
    {
        var file = new StringBuilder("id,amount,currency\r\n");
        for (var i = 0; i < Good; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{name}-{i},{i}.{i % 100:00},USD\r\n");
        }

        for (var i = 0; i < Bad; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{name}-bad-{i},-1,USD\r\n");
        }

        for (var i = 0; i < Repeated; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{name}-{i},{i}.{i % 100:00},USD\r\n");
        }

        return file.ToString();
    }

    private static async Task UploadAsync(string name, string file)
    {
        const string Program = """
            import boto3, sys
            bucket, key, body = sys.argv[1:]
            boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=body.encode())
            """;
        await Cloud.PythonAsync(Program, Bucket, $"inbox/{name}.csv", file);
    }

    /// <returns>The results of a file, whole and in the order of their ids, once it has all.</returns>
    private static async Task<string[]> ResultsAsync(string name, int wanted = Good)
    {
        const string Program = """
            import boto3, json, sys, time
            table, prefix, wanted = boto3.resource("dynamodb").Table("quickchange-local-results"), sys.argv[1], int(sys.argv[2])
            for _ in range(180):
                found, page = [], {}
                while True:
                    page = table.scan(**page)
                    found += [item for item in page["Items"] if item["id"].startswith(prefix)]
                    if "LastEvaluatedKey" not in page:
                        break
                    page = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
                if len(found) >= wanted:
                    break
                time.sleep(1)
            for item in sorted(found, key=lambda item: item["id"]):
                print(json.dumps(item, sort_keys=True, default=str))
            """;
        var found = await Cloud.PythonAsync(Program, $"{name}-", $"{wanted}");
        return found.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Waits until the file's second version was read and nothing of it waits.</summary>
    private static async Task DrainedAsync(string name)
    {
        const string Program = """
            import boto3, sys, time
            logs, sqs = boto3.client("logs"), boto3.client("sqs")
            queue = sqs.get_queue_url(QueueName="quickchange-local-change-requests")["QueueUrl"]
            names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
            for _ in range(180):
                pages = logs.get_paginator("filter_log_events").paginate(logGroupName="/aws/lambda/quickchange-local-upload")
                events = [event["message"] for page in pages for event in page["events"]]
                read = sum(sys.argv[1] in event and "rows accepted" in event for event in events)
                counts = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
                if read >= 2 and all(counts[name] == "0" for name in names):
                    sys.exit()
                time.sleep(1)
            sys.exit(f"read {read} times; {counts}")
            """;
        await Cloud.PythonAsync(Program, name);
    }

    private static async Task<string[]> RejectedAsync(string name)
    {
        const string Program = """
            import boto3, sys, time
            from botocore.exceptions import ClientError
            s3 = boto3.client("s3")
            for _ in range(60):
                try:
                    print(s3.get_object(Bucket=sys.argv[1], Key=sys.argv[2])["Body"].read().decode())
                    sys.exit()
                except ClientError:
                    time.sleep(1)
            sys.exit("there is no list of rejected rows")
            """;
        var text = await Cloud.PythonAsync(Program, Bucket, $"rejected/{name}.csv");
        return text.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
