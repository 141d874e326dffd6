namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>
/// Tests that malformed HTTP is rejected, and that none of it reaches a function: neither the request nor one that hides in it
/// (RFC 9112, section 11.2).
/// </summary>
public sealed class MalformedRequestTests : GatewayFixture
{
    private const string Hidden = "GET /any/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [TestCase("Both lengths", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("Two transfer encodings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("Two different lengths", "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + Hidden)]
    [TestCase("Lengths in a list", "Content-Length: 0, 44\r\n\r\n" + Hidden)]
    [TestCase("A negative length", "Content-Length: -1\r\n\r\n" + Hidden)]
    [TestCase("A length with a space", "Content-Length: 0 0\r\n\r\n" + Hidden)]
    [TestCase("A length in hexadecimal", "Content-Length: 0x0\r\n\r\n" + Hidden)]
    [TestCase("A length beyond 64 bits", "Content-Length: 18446744073709551616\r\n\r\n" + Hidden)]
    [TestCase("An empty length", "Content-Length:\r\n\r\n" + Hidden)]
    [TestCase("An unknown transfer encoding", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A transfer encoding after chunked", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A transfer encoding in quotes", "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A vertical tab before chunked", "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A space before the colon", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A folded header", "X-A: b\r\n Transfer-Encoding: chunked\r\n\r\n" + Hidden)]
    [TestCase("A folded first header", " X-A: b\r\n\r\n" + Hidden)]
    [TestCase("A NUL in a header", "X-A: b\0c\r\n\r\n" + Hidden)]
    [TestCase("A NUL in a header's name", "X\0A: b\r\n\r\n" + Hidden)]
    [TestCase("A carriage return alone", "X-A: b\rX-B: c\r\n\r\n" + Hidden)]
    [TestCase("A header without a colon", "X-A\r\n\r\n" + Hidden)]
    [TestCase("A header without a name", ": b\r\n\r\n" + Hidden)]
    [TestCase("A second host", "Host: other\r\n\r\n" + Hidden)]
    [TestCase("A negative chunk", "Transfer-Encoding: chunked\r\n\r\n-1\r\n" + Hidden)]
    [TestCase("A chunk beyond 64 bits", "Transfer-Encoding: chunked\r\n\r\n10000000000000000\r\n" + Hidden)]
    [TestCase("A chunk size with a prefix", "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A chunk size that is none", "Transfer-Encoding: chunked\r\n\r\ngreat\r\n" + Hidden)]
    [TestCase("A chunk without its line break", "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A chunk size with a bare line feed", "Transfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n" + Hidden)]
    [TestCase("A chunk extension with a bare line feed", "Transfer-Encoding: chunked\r\n\r\n1;a\nb\r\na\r\n0\r\n\r\n" + Hidden)]
    public Task A_malformed_header_or_body_is_refused(string name, string rest) =>
        IsRefusedAsync($"POST /any/first HTTP/1.1\r\nHost: localhost\r\n{rest}");

    [TestCase("No host", "GET /any/first HTTP/1.1\r\n\r\n")]
    [TestCase("A host with a path", "GET /any/first HTTP/1.1\r\nHost: a/b\r\n\r\n")]
    [TestCase("Bare line feeds", "GET /any/first HTTP/1.1\nHost: localhost\n\n")]
    [TestCase("No target", "GET HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("A relative target", "GET any/first HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("A space in the target", "GET /any/fi rst HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("A NUL in the target", "GET /any/fi\0rst HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("An encoded NUL in the target", "GET /any/fi%00rst HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("Octets beyond ASCII in the target", "GET /any/\u00e9 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("An asterisk for another method", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("A method in brackets", "G(T /any/first HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("HTTP/0.9", "GET /any/first\r\n")]
    [TestCase("HTTP/1.2", "GET /any/first HTTP/1.2\r\nHost: localhost\r\n\r\n")]
    [TestCase("HTTP/3", "GET /any/first HTTP/3\r\nHost: localhost\r\n\r\n")]
    [TestCase("The preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0")]
    [TestCase("The beginning of TLS", "\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001\0")]
    [TestCase("No HTTP at all", "hello\r\n\r\n")]
    public Task A_malformed_request_line_or_host_is_refused(string name, string request) => IsRefusedAsync(request + Hidden);

    [TestCase("Content-Length: 1000\r\n\r\nabc")]
    [TestCase("Transfer-Encoding: chunked\r\n\r\n10\r\nabc")]
    public Task A_body_that_ends_early_is_refused(string rest) =>
        IsRefusedAsync($"POST /any/first HTTP/1.1\r\nHost: localhost\r\n{rest}", finish: true);

    [TestCase("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [TestCase("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n")]
    public async Task A_target_that_is_no_path_leads_nowhere(string request) =>
        Assert.That((await AskAsync(request)).Status, Is.EqualTo(404));

    [Test]
    public async Task A_request_line_that_is_too_long_is_refused() =>
        await IsRefusedAsync($"GET /any/first?{new string('a', 30_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    [Test]
    public async Task Too_many_headers_are_refused() =>
        await IsRefusedAsync($"GET /any/first HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Repeat("a: b\r\n", 5000))}\r\n");

    [Test]
    public async Task A_chunk_extension_without_end_is_refused() =>
        await IsRefusedAsync($"POST /any/first HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;{new string('a', 100_000)}", finish: true);

    [TestCase(10_240, 200)]
    [TestCase(10_241, 431)]
    public async Task Request_line_and_header_values_may_have_10240_bytes(int size, int status)
    {
        var counted = "GET /any/size HTTP/1.1".Length + "localhost".Length;

        var response = await AskAsync($"GET /any/size HTTP/1.1\r\nHost: localhost\r\nX-A: {new string('a', size - counted)}\r\n\r\n");

        Assert.That(response.Status, Is.EqualTo(status));
    }

    // The server must close the connection by itself, unless it can reject the request only after the caller has closed it.
    private async Task IsRefusedAsync(string request, bool finish = false)
    {
        var before = Seen().Length;
        using (var connection = new RawHttp(Port))
        {
            try
            {
                await connection.SendAsync(request);
                if (finish)
                {
                    connection.Finish();
                }
            }
            catch (IOException)
            {
                // The server has already closed the connection.
            }

            // 505 is the status for an unsupported version of HTTP: RFC 9110, section 15.6.6. HTTP/2 closes a connection with
            // a GOAWAY frame: RFC 9113, section 6.8.
            Assert.That(
                await connection.ReadToEndAsync(),
                Is.Empty.Or.StartsWith("\0\0\b\a").Or.Match("^HTTP/1.1 (4|505)").And.Not.Match("HTTP/1.1 [1235](?!05 )"));
        }

        Assert.That((await AskAsync("GET /any/next HTTP/1.1\r\nHost: localhost\r\n\r\n")).Status, Is.EqualTo(200));
        Assert.That(Seen()[before..], Is.EqualTo(new[] { "/any/next" }), "Something else reached the function.");
    }
}
