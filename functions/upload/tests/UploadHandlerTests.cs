using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Quickchange.Pipeline;

namespace Quickchange.Upload.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UploadHandlerTests : IDisposable
{
    private const string Key = "inbox/shop 1/orders.csv";
    private const string RejectedKey = "rejected/shop 1/orders.csv";
    private readonly FakeS3 _s3 = new();
    private readonly FakeSqs _sqs = new();
    private readonly FakeDynamoDb _dynamo = new();
    private readonly MemoryStream _metrics = new();
    private TestLambdaContext _context = new();

    [Test]
    public async Task Fifty_bad_rows_of_ten_thousand_are_listed_and_the_others_sent()
    {
        var rows = Enumerable.Range(1, 10_000).Select(static n => n % 200 == 0 ? $"o-{n},-1,USD" : $"o-{n},1.89,USD");
        await UploadAsync("id,amount,currency\r\n" + string.Join("\r\n", rows));

        var requests = _sqs.Sent("q").Select(static entry => QueuedRequest.Parse(entry.MessageBody)).OrderBy(static each => each.Line).ToList();
        Assert.That(requests, Has.Count.EqualTo(9_950));
        Assert.That(requests[199], Is.EqualTo(new QueuedRequest("o-201", "1.89", "USD", Key, 202)));
        var rejected = Rejected.Split("\r\n");
        Assert.That(rejected, Has.Length.EqualTo(52));
        Assert.That(rejected[..2], Is.EqualTo(new[] { "line,id,reason", "201,o-200,the amount is negative" }));
        Assert.That(Counts, Is.EqualTo(new Dictionary<string, (string, string)> { [Key + "#tag"] = ("9950", "50") }));
        Assert.That(Encoding.UTF8.GetString(_metrics.ToArray()), Does.Contain("\"RowsAccepted\":9950,\"RowsRejected\":50"));
    }

    [Test]
    public async Task A_file_that_is_continued_gives_what_it_gives_in_one_go([Range(1, 6)] int rowsAtATime)
    {
        const string File = "id,amount,currency\na,1,USD\n\"b\",x,USD\n\nc,2,EUR\nd,3\ne,\"4\",JPY\nf,5,XXX\na,1,USD\n";
        await UploadAsync(File);
        var (rejected, sent) = (Rejected, Bodies().ToList());
        _sqs.Sent("q").Clear();
        _s3.Objects.Clear();
        _dynamo.Items.Clear();

        await UploadAsync(File, rowsAtATime);
        while (_sqs.Sent("continuations").TryDequeue(out var continuation))
        {
            // Twice, because SQS can deliver it twice.
            Assert.That(await ContinueAsync(continuation.MessageBody, int.MaxValue), Is.Empty);
            Assert.That(await ContinueAsync(continuation.MessageBody, rowsAtATime), Is.Empty);
        }

        Assert.That(Bodies().Distinct(), Is.EquivalentTo(sent));
        Assert.That(Rejected, Is.EqualTo(rejected));
        Assert.That(Counts[Key + "#tag"], Is.EqualTo(("4", "3")));
    }

    [TestCase("")]
    [TestCase("id,amount\na,1\n")]
    [TestCase("ID,amount,currency\na,1,USD\n")]
    [TestCase("\0\u0001\u0002")]
    public async Task A_file_without_the_header_is_rejected_whole(string file)
    {
        await UploadAsync(file);

        Assert.That(_sqs.Sent("q"), Is.Empty);
        Assert.That(Rejected, Is.EqualTo($"line,id,reason\r\n1,,\"{RowReader.ExpectedHeader}\"\r\n"));
    }

    [Test]
    public async Task A_file_without_bad_rows_removes_the_list_of_an_earlier_one()
    {
        _s3.Objects[RejectedKey] = new("");
        await UploadAsync("\"id\",amount,currency\na,1,USD");

        Assert.That(_s3.Objects.Keys, Is.EqualTo(new[] { Key }));
    }

    [Test]
    public async Task An_older_version_that_ends_later_gets_a_list_of_its_own()
    {
        _s3.Objects[RejectedKey] = new("of v2");
        await UploadAsync("id,amount,currency\na,x,USD", newest: "v2");

        Assert.That(Rejected, Is.EqualTo("of v2"));
        Assert.That(_s3.Objects["rejected/shop 1/orders.v.csv"].Text, Is.EqualTo("line,id,reason\r\n2,a,the amount is not a decimal number like 1.89\r\n"));
    }

    // terraform/modules/function raises it at 80% of the timeout.
    [Test]
    public void The_end_of_a_step_does_not_raise_the_alarm_of_a_long_invocation() =>
        Assert.That(
            FileImport.Reserve,
            Is.GreaterThan(TimeSpan.FromSeconds(Repository.Descriptor("upload").GetProperty("timeout_s").GetInt32()) / 5));

    [Test]
    public async Task A_timeout_that_leaves_time_for_no_more_than_a_row_is_warned_of()
    {
        await UploadAsync("id,amount,currency\na,1,USD\nb,2,USD", rowsAtATime: 0);
        Assert.That(_context.Logger.Lines, Is.Empty);

        await ContinueAsync(NextContinuation(), rowsAtATime: -1);
        Assert.That(_context.Logger.Lines, Has.Some.Contains("Only one row"));
    }

    [Test]
    public async Task Rows_that_sqs_refuses_are_sent_again()
    {
        Refuse("1", times: 2);
        await UploadAsync("id,amount,currency\na,1,USD\nb,2,USD");

        Assert.That(Bodies().Select(static body => QueuedRequest.Parse(body).Id), Is.EquivalentTo(new[] { "a", "b" }));
    }

    [TestCase(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [TestCase(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    [TestCase(HttpStatusCode.BadRequest, "RequestThrottled")]
    [TestCase(default(HttpStatusCode), "")]
    public async Task Rows_that_sqs_could_not_be_asked_for_are_sent_again(HttpStatusCode status, string code)
    {
        var outages = new Queue<Exception>([
            new AmazonSQSException("down") { StatusCode = status, ErrorCode = code },
            new HttpRequestException("down"), new IOException("cut"), new TimeoutException("slow"), new TaskCanceledException("slow")]);
        _sqs.Failure = _ => outages.TryDequeue(out var outage) ? outage : null;
        await UploadAsync("id,amount,currency\na,1,USD\nb,2,USD");

        Assert.That(Bodies().Select(static body => QueuedRequest.Parse(body).Id), Is.EquivalentTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_call_that_sqs_forbids_fails_the_invocation()
    {
        _sqs.Failure = static _ => new AmazonSQSException("no") { StatusCode = HttpStatusCode.Forbidden };

        Assert.That(async () => await UploadAsync("id,amount,currency\na,1,USD"), Throws.InstanceOf<AmazonSQSException>());
    }

    [Test]
    public void Rows_that_sqs_refuses_for_good_fail_the_invocation()
    {
        Refuse("0", times: int.MaxValue, senderFault: true);

        Assert.That(
            async () => await UploadAsync("id,amount,currency\na,1,USD"),
            Throws.InstanceOf<AmazonSQSException>().With.Message.Contains("Refused: not now"));
        Assert.That(Counts, Is.Empty);
    }

    [Test]
    public void Rows_that_sqs_refuses_until_the_time_is_up_fail_the_invocation()
    {
        Refuse("0", times: int.MaxValue);

        Assert.That(
            async () => await UploadAsync("id,amount,currency\na,1,USD", rowsAtATime: -1), Throws.InstanceOf<TimeoutException>());
        Assert.That(Counts, Is.Empty);
    }

    [Test]
    public async Task Rows_of_a_fifo_queue_stay_in_order_in_one_group_refusals_included()
    {
        Refuse("0", times: 1);
        await UploadAsync("id,amount,currency\n" + string.Join('\n', Enumerable.Range(0, 100).Select(static n => $"{n},1,USD")), queue: "q.fifo");

        Assert.That(Bodies("q.fifo").Select(static body => QueuedRequest.Parse(body).Id), Is.EqualTo(Enumerable.Range(0, 100).Select(static n => $"{n}")));
        Assert.That(_sqs.Sent("q.fifo").Select(static entry => entry.MessageGroupId).Distinct().Single(), Has.Length.EqualTo(64));
        Assert.That(_sqs.Sent("q.fifo").Select(static entry => entry.MessageDeduplicationId), Is.Unique);
    }

    [Test]
    public async Task A_long_list_is_a_multipart_upload_of_the_same_rows()
    {
        await UploadAsync(LongListOfBadRows);

        Assert.That(Rejected.Split("\r\n"), Has.Length.EqualTo(200_002));
        Assert.That(_s3.OpenUploads, Is.Empty);
    }

    [Test]
    public void A_multipart_upload_that_fails_is_aborted()
    {
        _s3.Failure = static request => request is UploadPartRequest { PartNumber: >= 2 } ? new AmazonS3Exception("no more parts") : null;

        Assert.That(async () => await UploadAsync(LongListOfBadRows), Throws.InstanceOf<AmazonS3Exception>());
        Assert.That(_s3.OpenUploads, Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_gone_is_done()
    {
        await RunAsync(S3Event, int.MaxValue, "q");

        Assert.That(Counts, Is.Empty);
    }

    [Test]
    public async Task The_rest_of_a_file_that_is_gone_is_handed_back()
    {
        await UploadAsync("id,amount,currency\na,1,USD\nb,2,USD\nc,3,USD", rowsAtATime: 1);
        _s3.Objects.TryRemove(Key, out _);

        Assert.That(
            await ContinueAsync(NextContinuation(), 1), Is.EqualTo(new[] { "m" }));
    }

    [Test]
    public async Task A_message_that_is_no_continuation_is_handed_back() =>
        Assert.That(await ContinueAsync("{}", 1), Is.EqualTo(new[] { "m" }));

    [TestCase("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}""", "from no source")]
    [TestCase("""{"Records":[{"eventSource":"aws:sns"}]}""", "aws:sns")]
    [TestCase("""{"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"b"},"object":{"eTag":"tag"}}}]}""", "s3.object.key")]
    public void An_event_of_another_kind_is_an_error_that_says_so(string input, string words) =>
        Assert.That(async () => await RunAsync(input, 1, "q"), Throws.InstanceOf<JsonException>().With.Message.Contains(words));

    public void Dispose()
    {
        _s3.Dispose();
        _sqs.Dispose();
        _dynamo.Dispose();
        _metrics.Dispose();
    }

    private const string S3Event = """
        {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"b"},
        "object":{"key":"inbox/shop+1/orders.csv","size":1,"eTag":"tag","versionId":"v"}}}]}
        """;

    private static string LongListOfBadRows =>
        "id,amount,currency\n" + string.Join('\n', Enumerable.Range(0, 200_000).Select(static n => $"o-{n},no number,USD"));

    private string Rejected => _s3.Objects[RejectedKey].Text;

    // The numbers of accepted and rejected rows of each file.
    private Dictionary<string, (string Accepted, string Rejected)> Counts =>
        _dynamo.Items.ToDictionary(static item => item.Key, static item => (item.Value["accepted"].N, item.Value["rejected"].N));

    private string NextContinuation() =>
        _sqs.Sent("continuations").TryDequeue(out var entry) ? entry.MessageBody : throw new InvalidOperationException("there is no continuation");

    // The message with an ID in each batch, repeated a number of times.
    private void Refuse(string id, int times, bool senderFault = false)
    {
        var tries = new ConcurrentDictionary<string, int>();
        _sqs.Refusal = entry => entry.Id == id && tries.AddOrUpdate(entry.MessageBody, 1, static (_, tries) => tries + 1) <= times
            ? new() { Code = "Refused", Message = "not now", SenderFault = senderFault }
            : null;
    }

    private IEnumerable<string> Bodies(string queue = "q") =>
        _sqs.Sent(queue).Select(static entry => entry.MessageBody);

    private Task<string[]> UploadAsync(string file, int rowsAtATime = int.MaxValue, string queue = "q", string newest = "v")
    {
        _s3.Objects[Key] = new(file) { VersionId = newest };
        return RunAsync(S3Event, rowsAtATime, queue);
    }

    private Task<string[]> ContinueAsync(string message, int rowsAtATime)
    {
        var body = JsonEncodedText.Encode(message);
        return RunAsync($$"""{"Records":[{"messageId":"m","eventSource":"aws:sqs","body":"{{body}}"}]}""", rowsAtATime, "q");
    }

    private async Task<string[]> RunAsync(string input, int rows, string queue)
    {
        var import = new FileImport(
            _s3, new Queues(_sqs, queue, "continuations"), new RejectedFiles(_s3), new FileTable(_dynamo, "files"), new CoinChangeMaker(),
            new EmbeddedMetrics(_metrics, "upload", TimeProvider.System), TimeProvider.System);
        _context = new FewRowsContext(rows);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var response = await new UploadHandler(import, new()).HandleAsync(stream, _context);
        return [.. response.BatchItemFailures.Select(static failure => failure.ItemIdentifier)];
    }
}
