using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>
/// Tests that each accepted row is answered once, and that only poison messages become dead letters, whatever fails in between.
/// <c>scripts/test faults --seed N</c> runs a seed again.
/// </summary>
[Category("faults")]
public class PipelineFaultTests : CloudTests
{
    private const int Files = 10;
    private const int RowsOfFile = 500;
    private const int BadRowsOfFile = 2;
    private const int Poison = 5;

    // The faults and the outcome of each seed.
    private static readonly string Table = Path.Combine(Repository.Root, "artifacts", "faults.md");

    private FaultInjector _injector = null!;
    private readonly Stack<Func<ValueTask>> _undo = [];

    private static IEnumerable<int> Seeds =>
        (Environment.GetEnvironmentVariable("QUICKCHANGE_FAULT_SEEDS") ?? "1")
            .Split(' ').Select(static seed => int.Parse(seed, CultureInfo.InvariantCulture));

    [OneTimeSetUp]
    public async Task Inject()
    {
        _injector = await FaultInjector.StartAsync(Cloud);
        _undo.Push(_injector.DisposeAsync);
        await ReconfigureAsync(Disturbance.Upload, FaultPlan.UploadTimeout);
        await ReconfigureAsync(Disturbance.Worker, FaultPlan.Timeout);
        await SetVisibilityTimeoutAsync($"{Cloud.Prefix}-change-requests", FaultPlan.VisibilityTimeout);
        await SetVisibilityTimeoutAsync($"{Cloud.Prefix}-upload-continuations", FaultPlan.UploadVisibilityTimeout);
        File.Delete(Table);
        Write("seed", "workers killed", "uploads killed", "stopped", "timed out", "throttled of 10", "calls refused", "answers lost", "entries refused", "continuations", "results", "dead letters", "seconds");
        Write([.. Enumerable.Repeat("---:", 13)]);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        while (_undo.TryPop(out var undo))
        {
            await undo();
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
        Write(
            seed, disturbance.KilledWorkers, disturbance.KilledUploads, disturbance.Stopped, (int)outcome["timed_out"]!, disturbance.Throttled,
            _injector.Count(Fault.Refused), _injector.Count(Fault.AnswerLost), _injector.RefusedEntries, _injector.Continuations,
            results.Length, dead.Length, (int)(DateTimeOffset.UtcNow - start).TotalSeconds);
        Assert.Multiple(() =>
        {
            Assert.That((string?)outcome["problem"], Is.Null, "everything is finished in time");
            Assert.That(
                new[] { disturbance.KilledWorkers, disturbance.Stopped, _injector.Count(Fault.Refused), _injector.Count(Fault.AnswerLost), _injector.RefusedEntries },
                Is.All.Positive, "faults were injected");
            Assert.That(results, Is.EquivalentTo(Rows(seed).Select(static row => row.Result)));
            Assert.That(written, Is.EqualTo(Files * RowsOfFile), "nothing else was answered");
            Assert.That(dead, Is.EquivalentTo(poison.Result));
            Assert.That(outcome["rejected"]!.AsArray().Select(static count => (int?)count), Is.All.EqualTo(BadRowsOfFile));
        });
    }

    private static void Write(params object[] cells)
    {
        var row = $"| {string.Join(" | ", cells)} |";
        File.AppendAllLines(Table, [row]);
        TestContext.Progress.WriteLine(row);
    }

    private async Task ReconfigureAsync(string function, TimeSpan timeout) =>
        _undo.Push((await Reconfiguration.ApplyAsync(Cloud, function, timeout, ("AWS_ENDPOINT_URL", _injector.Endpoint))).DisposeAsync);

    private async Task SetVisibilityTimeoutAsync(string name, TimeSpan timeout)
    {
        const string Attribute = "VisibilityTimeout";
        var queue = (string)(await Cloud.AwsAsync("sqs", "get_queue_url", new { QueueName = name }))["QueueUrl"]!;
        var before = await Cloud.AwsAsync("sqs", "get_queue_attributes", new { QueueUrl = queue, AttributeNames = new[] { Attribute } });
        await SetAsync(timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        _undo.Push(() => SetAsync((string)before["Attributes"]![Attribute]!));

        async ValueTask SetAsync(string seconds) => await Cloud.AwsAsync(
            "sqs", "set_queue_attributes", new { QueueUrl = queue, Attributes = new Dictionary<string, string> { [Attribute] = seconds } });
    }

    private static IEnumerable<(int File, string Line, string Result)> Rows(int seed) =>
        from row in Enumerable.Range(0, Files * RowsOfFile)
        let id = $"fault-{seed}-{row}"
        let amount = $"{row / 100}.{row % 100:00}"
        select (row / RowsOfFile, $"{id},{amount},USD", $"{id} {amount} USD");

    /// <summary>Uploads a file each second.</summary>
    private static async Task UploadAsync(int seed)
    {
        var files = Rows(seed).GroupBy(static row => row.File).Select(static file => string.Join('\n', [
            "id,amount,currency",
            .. file.Select(static row => row.Line),
            .. Enumerable.Repeat("bad,-1,USD", BadRowsOfFile)]));
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("files");
        await File.WriteAllTextAsync(path, string.Join('\f', files));
        await Cloud.PythonAsync("functions/worker/tests/EndToEnd/Faults/upload_files.py", path, PipelineTests.Bucket, $"{seed}");
    }

    /// <returns>The IDs of the messages.</returns>
    private static async Task<string[]> SendPoisonAsync(int seed) =>
        (await Cloud.PythonAsync("functions/worker/tests/EndToEnd/Faults/send_poison.py", $"{seed}", $"{Poison}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<int> CountResultsAsync() =>
        (int)(await Cloud.AwsAsync("dynamodb", "describe_table", new { TableName = $"{Cloud.Prefix}-results" }))["Table"]!["ItemCount"]!;

    /// <summary>Waits until all files are read and the queues are empty, and receives the dead letters.</summary>
    private static Task<string> OutcomeAsync(int seed, DateTimeOffset start) =>
        Cloud.PythonAsync("functions/worker/tests/EndToEnd/Faults/outcome.py", $"{seed}", $"{Files}", $"{Files * RowsOfFile}", PipelineTests.Bucket, $"{start.ToUnixTimeMilliseconds()}");
}
