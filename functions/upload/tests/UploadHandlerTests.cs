using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using Amazon.SQS;
using Quickchange.Pipeline;

namespace Quickchange.Upload.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UploadHandlerTests : IDisposable
{
    private const string Key = "inbox/shop 1/orders.csv";
    private const string RejectedKey = "rejected/shop 1/orders.csv";
    private readonly FakeS3 _s3 = new();
    private readonly FakeDynamo _dynamo = new();
    private readonly MemoryStream _metrics = new();
    private TestLambdaContext _context = new();

    [Test]
    public async Task Fifty_bad_rows_of_ten_thousand_are_listed_and_the_others_sent()
    {
        using var sqs = new FakeSqs();
        var rows = Enumerable.Range(1, 10_000).Select(static n => n % 200 == 0 ? $"o-{n},-1,USD" : $"o-{n},1.89,USD");
        await UploadAsync(sqs, "id,amount,currency\r\n" + string.Join("\r\n", rows));

        var requests = sqs.Sent.Select(static entry => ChangeRequest.Parse(entry.MessageBody)).OrderBy(static each => each.Line).ToList();
        Assert.That(requests, Has.Count.EqualTo(9_950));
        Assert.That(requests[199], Is.EqualTo(new ChangeRequest("o-201", "1.89", "USD", Key, 202)));
        var rejected = Rejected.Split("\r\n");
        Assert.That(rejected, Has.Length.EqualTo(52));
        Assert.That(rejected[..2], Is.EqualTo(new[] { "line,id,reason", "201,o-200,the amount is negative" }));
        Assert.That(_dynamo.Files, Is.EqualTo(new Dictionary<string, (string, string)> { [Key + "#tag"] = ("9950", "50") }));
        Assert.That(Encoding.UTF8.GetString(_metrics.ToArray()), Does.Contain("\"RowsAccepted\":9950,\"RowsRejected\":50"));
    }

    [Test]
    public async Task A_file_that_is_continued_gives_what_it_gives_in_one_go([Range(1, 6)] int rowsAtATime)
    {
        const string File = "id,amount,currency\na,1,USD\n\"b\",x,USD\n\nc,2,EUR\nd,3\ne,\"4\",JPY\nf,5,XXX\na,1,USD\n";
        using var atOnce = new FakeSqs();
        await UploadAsync(atOnce, File);
        var rejected = Rejected;

        using var inSteps = new FakeSqs();
        await UploadAsync(inSteps, File, rowsAtATime);
        while (inSteps.Continuations.TryDequeue(out var message))
        {
            // Twice, as SQS may deliver it.
            Assert.That(await ContinueAsync(inSteps, message, int.MaxValue), Is.EqualTo("""{"batchItemFailures":[]}"""));
            Assert.That(await ContinueAsync(inSteps, message, rowsAtATime), Is.EqualTo("""{"batchItemFailures":[]}"""));
        }

        Assert.That(Bodies(inSteps).Distinct(), Is.EquivalentTo(Bodies(atOnce)));
        Assert.That(Rejected, Is.EqualTo(rejected));
        Assert.That(_dynamo.Files[Key + "#tag"], Is.EqualTo(("4", "3")));
    }

    [TestCase("")]
    [TestCase("id,amount\na,1\n")]
    [TestCase("ID,amount,currency\na,1,USD\n")]
    [TestCase("\0\u0001\u0002")]
    public async Task A_file_without_the_header_is_rejected_whole(string file)
    {
        using var sqs = new FakeSqs();
        await UploadAsync(sqs, file);

        Assert.That(sqs.Sent, Is.Empty);
        Assert.That(Rejected, Is.EqualTo($"line,id,reason\r\n1,,\"{RowReader.ExpectedHeader}\"\r\n"));
    }

    [Test]
    public async Task A_file_without_bad_rows_removes_the_list_of_an_earlier_one()
    {
        using var sqs = new FakeSqs();
        _s3.Objects[RejectedKey] = [];
        await UploadAsync(sqs, "\"id\",amount,currency\na,1,USD");

        Assert.That(_s3.Objects.Keys, Is.EqualTo(new[] { Key }));
    }

    [Test]
    public async Task An_older_version_that_ends_later_gets_a_list_of_its_own()
    {
        using var sqs = new FakeSqs();
        _s3.Newest = "v2";
        _s3.Objects[RejectedKey] = "of v2"u8.ToArray();
        await UploadAsync(sqs, "id,amount,currency\na,x,USD");

        Assert.That(Rejected, Is.EqualTo("of v2"));
        Assert.That(_s3.Objects["rejected/shop 1/orders.v.csv"], Is.EqualTo("line,id,reason\r\n2,a,the amount is not a decimal number like 1.89\r\n"u8.ToArray()));
    }

    // terraform/modules/function raises it at four fifths of the timeout.
    [Test]
    public void The_end_of_a_step_does_not_raise_the_alarm_of_a_long_invocation() =>
        Assert.That(
            FileImport.Reserve,
            Is.GreaterThan(TimeSpan.FromSeconds(Repository.Descriptor("upload").GetProperty("timeout_s").GetInt32()) / 5));

    [Test]
    public async Task A_timeout_that_leaves_time_for_no_more_than_a_row_is_warned_of()
    {
        using var sqs = new FakeSqs();
        await UploadAsync(sqs, "id,amount,currency\na,1,USD\nb,2,USD", rowsAtATime: 0);
        Assert.That(_context.Logger.Lines, Is.Empty);

        await ContinueAsync(sqs, sqs.Continuations.Dequeue(), rowsAtATime: -1);
        Assert.That(_context.Logger.Lines, Has.Some.Contains("Only one row"));
    }

    [Test]
    public async Task Rows_that_sqs_refuses_are_sent_again()
    {
        using var sqs = new FakeSqs { Refusals = 2 };
        await UploadAsync(sqs, "id,amount,currency\na,1,USD\nb,2,USD");

        Assert.That(Bodies(sqs).Select(static body => ChangeRequest.Parse(body).Id), Is.EquivalentTo(new[] { "a", "b" }));
    }

    [TestCase(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [TestCase(HttpStatusCode.TooManyRequests, "TooManyRequests")]
    [TestCase(HttpStatusCode.BadRequest, "RequestThrottled")]
    [TestCase(default(HttpStatusCode), "")]
    public async Task Rows_that_sqs_could_not_be_asked_for_are_sent_again(HttpStatusCode status, string code)
    {
        using var sqs = new FakeSqs
        {
            Outages = new([
                new AmazonSQSException("down") { StatusCode = status, ErrorCode = code },
                new HttpRequestException("down"), new IOException("cut"), new TimeoutException("slow"), new TaskCanceledException("slow")]),
        };
        await UploadAsync(sqs, "id,amount,currency\na,1,USD\nb,2,USD");

        Assert.That(Bodies(sqs).Select(static body => ChangeRequest.Parse(body).Id), Is.EquivalentTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_call_that_sqs_forbids_fails_the_invocation()
    {
        using var sqs = new FakeSqs { Outages = new([new AmazonSQSException("no") { StatusCode = HttpStatusCode.Forbidden }]) };

        Assert.That(async () => await UploadAsync(sqs, "id,amount,currency\na,1,USD"), Throws.InstanceOf<AmazonSQSException>());
    }

    [Test]
    public void Rows_that_sqs_refuses_for_good_fail_the_invocation()
    {
        using var sqs = new FakeSqs { Refusals = int.MaxValue, SenderFault = true };

        Assert.That(
            async () => await UploadAsync(sqs, "id,amount,currency\na,1,USD"),
            Throws.InstanceOf<AmazonSQSException>().With.Message.Contains("Refused: not now"));
        Assert.That(_dynamo.Files, Is.Empty);
    }

    [Test]
    public void Rows_that_sqs_refuses_until_the_time_is_up_fail_the_invocation()
    {
        using var sqs = new FakeSqs { Refusals = int.MaxValue };

        Assert.That(
            async () => await UploadAsync(sqs, "id,amount,currency\na,1,USD", rowsAtATime: -1), Throws.InstanceOf<TimeoutException>());
        Assert.That(_dynamo.Files, Is.Empty);
    }

    [Test]
    public async Task Rows_of_a_fifo_queue_stay_in_order_in_one_group_refusals_included()
    {
        using var sqs = new FakeSqs { Refusals = 1 };
        await UploadAsync(sqs, "id,amount,currency\n" + string.Join('\n', Enumerable.Range(0, 100).Select(static n => $"{n},1,USD")), queue: "q.fifo");

        Assert.That(Bodies(sqs).Select(static body => ChangeRequest.Parse(body).Id), Is.EqualTo(Enumerable.Range(0, 100).Select(static n => $"{n}")));
        Assert.That(sqs.Sent.Select(static entry => entry.MessageGroupId).Distinct().Single(), Has.Length.EqualTo(64));
        Assert.That(sqs.Sent.Select(static entry => entry.MessageDeduplicationId), Is.Unique);
    }

    [Test]
    public async Task A_long_list_is_a_multipart_upload_of_the_same_rows()
    {
        using var sqs = new FakeSqs();
        await UploadAsync(sqs, LongListOfBadRows);

        Assert.That(Rejected.Split("\r\n"), Has.Length.EqualTo(200_002));
        Assert.That(_s3.OpenUploads, Is.Empty);
    }

    [Test]
    public void A_multipart_upload_that_fails_is_aborted()
    {
        using var sqs = new FakeSqs();
        _s3.PartsFailingFrom = 2;

        Assert.That(async () => await UploadAsync(sqs, LongListOfBadRows), Throws.InstanceOf<AmazonS3Exception>());
        Assert.That(_s3.OpenUploads, Is.Empty);
    }

    [Test]
    public async Task A_file_that_is_gone_is_done()
    {
        using var sqs = new FakeSqs();
        await RunAsync(sqs, S3Event, int.MaxValue, "q");

        Assert.That(_dynamo.Files, Is.Empty);
    }

    [Test]
    public async Task The_rest_of_a_file_that_is_gone_is_handed_back()
    {
        using var sqs = new FakeSqs();
        await UploadAsync(sqs, "id,amount,currency\na,1,USD\nb,2,USD\nc,3,USD", rowsAtATime: 1);
        _s3.Objects.Remove(Key);

        Assert.That(
            await ContinueAsync(sqs, sqs.Continuations.Dequeue(), 1), Is.EqualTo("""{"batchItemFailures":[{"itemIdentifier":"m"}]}"""));
    }

    [Test]
    public async Task A_message_that_is_no_continuation_is_handed_back()
    {
        using var sqs = new FakeSqs();

        Assert.That(await ContinueAsync(sqs, "{}", 1), Is.EqualTo("""{"batchItemFailures":[{"itemIdentifier":"m"}]}"""));
    }

    public void Dispose()
    {
        _s3.Dispose();
        _dynamo.Dispose();
        _metrics.Dispose();
    }

    private const string S3Event = """
        {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"b"},
        "object":{"key":"inbox/shop+1/orders.csv","size":1,"eTag":"tag","versionId":"v"}}}]}
        """;

    private static string LongListOfBadRows =>
        "id,amount,currency\n" + string.Join('\n', Enumerable.Range(0, 200_000).Select(static n => $"o-{n},no number,USD"));

    private string Rejected => Encoding.UTF8.GetString(_s3.Objects[RejectedKey]);

    private static IEnumerable<string> Bodies(FakeSqs sqs) => sqs.Sent.Select(static entry => entry.MessageBody);

    private Task<string> UploadAsync(FakeSqs sqs, string file, int rowsAtATime = int.MaxValue, string queue = "q")
    {
        _s3.Objects[Key] = Encoding.UTF8.GetBytes(file);
        return RunAsync(sqs, S3Event, rowsAtATime, queue);
    }

    private Task<string> ContinueAsync(FakeSqs sqs, string message, int rowsAtATime)
    {
        var body = JsonEncodedText.Encode(message);
        return RunAsync(sqs, $$"""{"Records":[{"messageId":"m","eventSource":"aws:sqs","body":"{{body}}"}]}""", rowsAtATime, "q");
    }

    private async Task<string> RunAsync(FakeSqs sqs, string input, int rows, string queue)
    {
        var import = new FileImport(
            _s3, new Queues(sqs, queue, "continuations"), new RejectedFiles(_s3), new FileTable(_dynamo, "files"), new ChangeMaker(),
            new EmbeddedMetrics(_metrics, "upload", TimeProvider.System), TimeProvider.System);
        _context = new FewRowsContext(rows);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var reader = new StreamReader(await new UploadHandler(import).HandleAsync(stream, _context));
        return await reader.ReadToEndAsync();
    }
}
