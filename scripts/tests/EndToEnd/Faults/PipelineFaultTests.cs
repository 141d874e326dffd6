using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>
/// Each accepted row is answered once and only what is poison becomes a dead letter, whatever fails on the way.
/// <c>scripts/test faults --seed N</c> runs a seed again.
/// </summary>
[Category("e2e")]
[Category("faults")]
public class PipelineFaultTests
{
    private const int Files = 10;
    private const int RowsOfFile = 500;
    private const int BadRowsOfFile = 2;
    private const int Poison = 5;

    private FaultInjector _injector = null!;
    private readonly Stack<IAsyncDisposable> _changes = [];

    private static Cloud Cloud => SharedCloud.Cloud;

    private static IEnumerable<int> Seeds =>
        (Environment.GetEnvironmentVariable("QUICKCHANGE_FAULT_SEEDS") ?? "1")
            .Split(' ').Select(static seed => int.Parse(seed, CultureInfo.InvariantCulture));

    [OneTimeSetUp]
    public async Task Inject()
    {
        _injector = await FaultInjector.StartAsync(Cloud);
        _changes.Push(_injector);
        _changes.Push(await Reconfiguration.ApplyAsync(Cloud, Disturbance.Upload, FaultPlan.UploadTimeout, ("AWS_ENDPOINT_URL", _injector.Endpoint)));
        _changes.Push(await Reconfiguration.ApplyAsync(Cloud, Disturbance.Worker, FaultPlan.Timeout, ("AWS_ENDPOINT_URL", _injector.Endpoint)));
        _changes.Push(await VisibilityTimeout.SetAsync(Cloud, "quickchange-local-change-requests", FaultPlan.VisibilityTimeout));
        _changes.Push(await VisibilityTimeout.SetAsync(Cloud, "quickchange-local-upload-continuations", FaultPlan.UploadVisibilityTimeout));
        FaultTable.Begin();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        while (_changes.TryPop(out var change))
        {
            await change.DisposeAsync();
        }
    }

    [TestCaseSource(nameof(Seeds))]
    public async Task Each_accepted_row_is_answered_once_whatever_fails(int seed)
    {
        var start = DateTimeOffset.UtcNow;
        var plan = new FaultPlan(seed);
        var disturbance = new Disturbance(Cloud, plan);
        _injector.Reset(plan);
        var before = await CountResultsAsync();

        var poison = SendPoisonAsync(seed);
        await Task.WhenAll(UploadAsync(seed), poison, disturbance.RunAsync());
        var outcome = JsonNode.Parse(await OutcomeAsync(seed, start))!;
        var written = await CountResultsAsync() - before;

        var results = outcome["results"]!.AsArray().Select(static result => (string)result!).ToArray();
        var dead = outcome["dead"]!.AsArray().Select(static id => (string)id!).ToArray();
        FaultTable.Write(
            seed, disturbance.KilledWorkers, disturbance.KilledUploads, disturbance.Stopped, (int)outcome["timed_out"]!, disturbance.Throttled,
            _injector.Count(Fault.Refused), _injector.Count(Fault.AnswerLost), _injector.RefusedEntries, _injector.Continuations,
            results.Length, dead.Length, (int)(DateTimeOffset.UtcNow - start).TotalSeconds);
        Assert.Multiple(() =>
        {
            Assert.That((string?)outcome["problem"], Is.Null, "all is done in time");
            Assert.That(
                new[] { disturbance.KilledWorkers, disturbance.Stopped, _injector.Count(Fault.Refused), _injector.Count(Fault.AnswerLost), _injector.RefusedEntries },
                Is.All.Positive, "faults were injected");
            Assert.That(results, Is.EquivalentTo(Rows(seed).Select(static row => row.Result)));
            Assert.That(written, Is.EqualTo(Files * RowsOfFile), "nothing else was answered");
            Assert.That(dead, Is.EquivalentTo(poison.Result));
            Assert.That(outcome["rejected"]!.AsArray().Select(static count => (int?)count), Is.All.EqualTo(BadRowsOfFile));
        });
    }

    private static IEnumerable<(int File, string Line, string Result)> Rows(int seed) =>
        from row in Enumerable.Range(0, Files * RowsOfFile)
        let id = $"fault-{seed}-{row}"
        let amount = $"{row / 100}.{row % 100:00}"
        select (row / RowsOfFile, $"{id},{amount},USD", $"{id} {amount} USD");

    /// <summary>Uploads a file a second.</summary>
    private static async Task UploadAsync(int seed)
    {
        const string Program = """
            import boto3, sys, time
            s3 = boto3.client("s3")
            with open(sys.argv[1]) as files:
                for file, text in enumerate(files.read().split("\f")):
                    s3.put_object(Bucket=sys.argv[2], Key=f"inbox/fault-{sys.argv[3]}-{file}.csv", Body=text.encode())
                    time.sleep(1)
            """;
        var files = Rows(seed).GroupBy(static row => row.File).Select(static file => string.Join('\n', [
            "id,amount,currency",
            .. file.Select(static row => row.Line),
            .. Enumerable.Repeat("bad,-1,USD", BadRowsOfFile)]));
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, string.Join('\f', files));
            await Cloud.PythonAsync(Program, path, PipelineTests.Bucket, $"{seed}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <returns>The ids of the messages.</returns>
    private static async Task<string[]> SendPoisonAsync(int seed)
    {
        const string Program = """
            import boto3, sys
            sqs = boto3.client("sqs")
            queue = sqs.get_queue_url(QueueName="quickchange-local-change-requests")["QueueUrl"]
            for number in range(int(sys.argv[2])):
                print(sqs.send_message(QueueUrl=queue, MessageBody=f"poison {sys.argv[1]} {number}")["MessageId"])
            """;
        return (await Cloud.PythonAsync(Program, $"{seed}", $"{Poison}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<int> CountResultsAsync() =>
        (int)(await Cloud.AwsAsync("dynamodb", "describe_table", new { TableName = "quickchange-local-results" }))["Table"]!["ItemCount"]!;

    /// <summary>Waits until all files are read and nothing waits in the queues, and takes the dead letters.</summary>
    private static Task<string> OutcomeAsync(int seed, DateTimeOffset start)
    {
        const string Program = """
            import boto3, json, sys, time
            seed, files, rows, bucket = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
            sqs, s3, logs = boto3.client("sqs"), boto3.client("s3"), boto3.client("logs")
            dynamodb = boto3.resource("dynamodb")
            url = lambda name: sqs.get_queue_url(QueueName=f"quickchange-local-{name}")["QueueUrl"]

            def waiting(queue):
                names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
                return sum(int(count) for count in sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"].values())

            def files_read():
                items = dynamodb.Table("quickchange-local-files").scan()["Items"]
                # By its key and ETag.
                return {item["id"].split("#")[0] for item in items} & {f"inbox/fault-{seed}-{file}.csv" for file in range(files)}

            # By their keys: to scan what all seeds have left takes ever longer.
            def results():
                table = "quickchange-local-results"
                for start in range(0, rows, 100):
                    request = {table: {"Keys": [{"id": f"fault-{seed}-{row}"} for row in range(start, start + 100)]}}
                    while request:
                        page = dynamodb.batch_get_item(RequestItems=request)
                        yield from (f"{item['id']} {item['amount']} {item['currency']}" for item in page["Responses"][table])
                        request = page["UnprocessedKeys"]

            queues = [url("change-requests"), url("upload-continuations")]
            problem = "begun"
            # For what hangs: a busy machine takes more than three minutes.
            end = time.monotonic() + 480
            while problem and time.monotonic() < end:
                time.sleep(2)
                read, left = files_read(), [waiting(queue) for queue in queues]
                problem = None if len(read) == files and not any(left) else f"read: {sorted(read)}; requests and continuations that wait: {left}"

            dead, letters = [], url("change-requests-dead-letters")
            while messages := sqs.receive_message(QueueUrl=letters, MaxNumberOfMessages=10).get("Messages"):
                for message in messages:
                    dead.append(message["MessageId"])
                    sqs.delete_message(QueueUrl=letters, ReceiptHandle=message["ReceiptHandle"])

            # None: there is no list.
            def rejected(file):
                try:
                    return len(s3.get_object(Bucket=bucket, Key=f"rejected/fault-{seed}-{file}.csv")["Body"].read().splitlines()) - 1
                except s3.exceptions.NoSuchKey:
                    return None

            def log(function):
                pages = logs.get_paginator("filter_log_events").paginate(
                    logGroupName=f"/aws/lambda/quickchange-local-{function}", startTime=int(sys.argv[5]))
                return [event["message"].strip() for page in pages for event in page["events"]]

            timed_out = sum("Task timed out" in line for line in log("worker"))
            lists = list(map(rejected, range(files)))
            if problem or None in lists:
                said = [line for line in log("upload") if not line.startswith(("INIT_START", "START", "END"))]
                problem = f"{problem or 'a list is missing'}; {waiting(url('upload-failures'))} events were given up; upload's log:\n" + "\n".join(said)
            print(json.dumps({"problem": problem, "results": list(results()), "dead": dead, "rejected": lists, "timed_out": timed_out}))
            """;
        return Cloud.PythonAsync(Program, $"{seed}", $"{Files}", $"{Files * RowsOfFile}", PipelineTests.Bucket, $"{start.ToUnixTimeMilliseconds()}");
    }
}
