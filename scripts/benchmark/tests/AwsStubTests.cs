using System.Net;
using System.Net.Sockets;
using System.Text;
using Quickchange.Benchmark.Contestants;

namespace Quickchange.Benchmark.Tests;

/// <summary>Tests the stand-in for AWS with .NET's HTTP client.</summary>
public class AwsStubTests
{
    private AwsStub _aws = null!;
    private HttpClient _http = null!;

    [SetUp]
    public void Start()
    {
        _aws = new();
        _http = new() { BaseAddress = new(_aws.Endpoint) };
    }

    [TearDown]
    public void Stop()
    {
        _http.Dispose();
        _aws.Dispose();
    }

    [TestCase("an-id", """{"Item":{"id":{"S":"an-id"},"name":{"S":"ä"}}}""")]
    [TestCase("another-id", "{}")]
    public async Task DynamoDB_returns_the_item_with_the_id(string id, string expected)
    {
        _aws.PutItems(new Dictionary<string, string> { ["an-id"] = """{"id":{"S":"an-id"},"name":{"S":"ä"}}""" });

        using var response = await CallAsync("DynamoDB_20120810.GetItem", $$"""{ "TableName": "keys", "Key": { "id": { "S": "{{id}}" } } }""");

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/x-amz-json-1.0"));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(expected));
        Assert.That(_aws.Calls, Is.EqualTo(["DynamoDB GetItem"]));
    }

    [Test]
    public async Task A_call_that_it_does_not_understand_fails()
    {
        using var response = await CallAsync("DynamoDB_20120810.GetItem", "{}");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("KeyNotFoundException"));
    }

    [Test]
    public async Task An_object_of_any_length_is_streamed()
    {
        var line = Encoding.UTF8.GetBytes(new string('x', 99) + "\n");
        _aws.Put("inbox/a b.csv", async body =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                await body.WriteAsync(line);
            }
        });

        var content = await _http.GetByteArrayAsync(new Uri("uploads/inbox/a%20b.csv?x-id=GetObject", UriKind.Relative));

        Assert.That(content, Has.Length.EqualTo(1_000_000));
        Assert.That(_aws.Calls, Is.EqualTo(["S3 GET inbox/a b.csv"]));
    }

    [Test]
    public async Task An_object_that_does_not_exist_is_not_found()
    {
        using var response = await _http.GetAsync(new Uri("uploads/missing", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_upload_waits_until_it_may_continue()
    {
        using var message = new HttpRequestMessage(HttpMethod.Put, "uploads/reports/a.json") { Content = new ByteArrayContent(new byte[1_000_000]) };
        message.Headers.ExpectContinue = true;

        using var response = await _http.SendAsync(message);
        using var deleted = await _http.DeleteAsync(new Uri("uploads/reports/a.json", UriKind.Relative));

        Assert.That((response.StatusCode, deleted.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NoContent)));
    }

    [Test]
    public async Task Messages_are_counted_and_confirmed()
    {
        using var response = await CallAsync("AmazonSQS.SendMessageBatch", """{"Entries":[{"Id":"0","MessageBody":"hello"}]}""");

        // The MD5 of hello.
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("5d41402abc4b2a76b9719d911017c592"));
        Assert.That(_aws.Messages, Is.EqualTo(1));
    }

    [Test]
    public async Task Each_connection_has_its_thread()
    {
        var release = new TaskCompletionSource();
        _aws.Put("slow", async _ => await release.Task);
        var slow = Enumerable.Range(0, 20).Select(_ => _http.GetByteArrayAsync(new Uri("uploads/slow", UriKind.Relative))).ToArray();

        using var response = await CallAsync("DynamoDB_20120810.Query", "{}");
        release.SetResult();
        await Task.WhenAll(slow);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task With_TLS_it_has_a_certificate_for_its_address()
    {
        using var folder = new TemporaryFolder();
        using var identity = new TlsIdentity(folder.Root);
        using var aws = new AwsStub(identity.Certificate);
        var names = new List<bool>();
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
            {
                names.Add(certificate!.MatchesHostname("127.0.0.1"));
                return true;
            },
        };
        using var http = new HttpClient(handler) { BaseAddress = new(aws.Endpoint) };

        using var response = await http.DeleteAsync(new Uri("uploads/a", UriKind.Relative));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(names, Is.EqualTo([true]));
    }

    [TestCase("nonsense\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\nContent-Length: 2000000000\r\n\r\n")]
    [TestCase("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public async Task What_is_not_a_request_closes_the_connection(string sent)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPEndPoint.Parse(new Uri(_aws.Endpoint).Authority));
        await socket.SendAsync(Encoding.ASCII.GetBytes(sent));

        Assert.That(await socket.ReceiveAsync(new byte[100]), Is.Zero);
    }

    private Task<HttpResponseMessage> CallAsync(string target, string body) =>
        _http.SendAsync(new(HttpMethod.Post, "/") { Content = new StringContent(body), Headers = { { "X-Amz-Target", target } } });
}
