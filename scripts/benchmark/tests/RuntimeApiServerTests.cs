using System.Net.Sockets;
using System.Text;
using Quickchange.Benchmark.RuntimeApi;

namespace Quickchange.Benchmark.Tests;

public class RuntimeApiServerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private RuntimeApiServer _server = null!;
    private HttpClient _http = null!;

    [SetUp]
    public void Start()
    {
        _server = new();
        _http = new() { BaseAddress = new($"http://{_server.Address}/2018-06-01/runtime/") };
    }

    [TearDown]
    public void Stop()
    {
        _http.Dispose();
        _server.Dispose();
    }

    [Test]
    public async Task An_event_comes_with_the_headers_of_Lambda()
    {
        var got = _http.GetAsync(new Uri("invocation/next", UriKind.Relative));
        var request = Receive();
        RuntimeApiServer.SendEvent(request, "{\"name\":\"ä\"}"u8, "an-id", TimeSpan.FromSeconds(3));

        using var response = await got;

        var content = await response.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That(request.IsNext);
            Assert.That(content, Is.EqualTo("{\"name\":\"ä\"}"));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
            Assert.That(response.Headers.GetValues("Lambda-Runtime-Aws-Request-Id"), Is.EqualTo(["an-id"]));
            Assert.That(response.Headers.GetValues("Lambda-Runtime-Invoked-Function-Arn").Single(), Does.StartWith("arn:aws:lambda:"));
            Assert.That(response.Headers.GetValues("Lambda-Runtime-Trace-Id").Single(), Does.StartWith("Root=1-"));
            var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(
                response.Headers.GetValues("Lambda-Runtime-Deadline-Ms").Single(), System.Globalization.CultureInfo.InvariantCulture));
            Assert.That(deadline, Is.GreaterThan(response.Headers.Date!.Value));
        });
    }

    [TestCase("invocation/an-id/response", false)]
    [TestCase("invocation/an-id/response", true)]
    [TestCase("invocation/an-id/error", false)]
    [TestCase("init/error", false)]
    public async Task What_a_bootstrap_posts_is_taken_whole(string target, bool chunked)
    {
        var text = new string('x', 100_000);
        using var message = new HttpRequestMessage(HttpMethod.Post, target) { Content = new StringContent(text) };
        message.Headers.TransferEncodingChunked = chunked;
        var (request, status) = await ExchangeAsync(_http, message);

        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(202));
            Assert.That(Encoding.UTF8.GetString(request.Body.Span), Is.EqualTo(text));
            Assert.That(request.IsResponseTo("an-id"), Is.EqualTo(target.EndsWith("response", StringComparison.Ordinal)));
            Assert.That(request.Target, Is.EqualTo($"POST /2018-06-01/runtime/{target}"));
            Assert.That(request.IsResponseTo("another-id"), Is.False);
        });
    }

    [Test]
    public async Task A_client_that_asks_before_it_sends_a_body_is_told_to_go_on()
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "invocation/an-id/response") { Content = new StringContent("yes") };
        message.Headers.ExpectContinue = true;
        // Without the answer that it waits for, the client would send the body after a second of its own.
        using var patient = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Limit }) { BaseAddress = _http.BaseAddress };
        var (request, _) = await ExchangeAsync(patient, message);

        Assert.That(Encoding.UTF8.GetString(request.Body.Span), Is.EqualTo("yes"));
    }

    [Test]
    public async Task A_connection_stays_for_the_next_request()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(System.Net.IPEndPoint.Parse(_server.Address));
        for (var i = 0; i < 2; i++)
        {
            await client.GetStream().WriteAsync("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            var request = Receive();
            RuntimeApiServer.SendEvent(request, "{}"u8, "an-id", Limit);
            Assert.That(request.IsNext);
            Assert.That(await client.GetStream().ReadAsync(new byte[4096]), Is.Positive);
        }
    }

    [Test]
    public void What_does_not_come_is_not_waited_for() => Assert.That(_server.Poll(TimeSpan.Zero), Is.Null);

    private async Task<(RuntimeRequest Request, int Status)> ExchangeAsync(HttpClient client, HttpRequestMessage message)
    {
        var receiving = Task.Run(() =>
        {
            var request = Receive();
            RuntimeApiServer.Accept(request);
            return request;
        });
        using var response = await client.SendAsync(message);
        return (await receiving, (int)response.StatusCode);
    }

    private RuntimeRequest Receive()
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!limit.IsCancellationRequested)
        {
            if (_server.Poll(TimeSpan.FromMilliseconds(10)) is { } request)
            {
                return request;
            }
        }

        throw new TimeoutException("No request came.");
    }
}
