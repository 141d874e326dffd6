namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests how connections are used.</summary>
public sealed class ProtocolTests : GatewayFixture
{
    private const string Ask = "GET /any/x HTTP/1.1\r\nHost: localhost\r\n\r\n";

    [Test]
    public async Task A_connection_serves_several_requests()
    {
        using var connection = new RawHttp(Port);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            await connection.SendAsync(Ask);
            ids.AddRange((await connection.ReadAsync()).Values("Apigw-Requestid"));
        }

        Assert.That(ids, Has.Count.EqualTo(3).And.Unique);
    }

    [Test]
    public async Task Requests_that_come_together_are_answered_in_their_order()
    {
        using var connection = new RawHttp(Port);
        await connection.SendAsync(string.Concat(Enumerable.Range(0, 4).Select(i => $"GET /any/{i} HTTP/1.1\r\nHost: localhost\r\n\r\n")));

        for (var i = 0; i < 4; i++)
        {
            Assert.That((await connection.ReadAsync()).Body, Does.Contain($"\"rawPath\": \"/any/{i}\""));
        }
    }

    [Test]
    public async Task Octets_after_a_body_are_the_next_request()
    {
        using var connection = new RawHttp(Port);
        await connection.SendAsync("POST /any/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi" + Ask);

        Assert.That((await connection.ReadAsync()).Body, Does.Contain("\"body\": \"hi\""));
        Assert.That((await connection.ReadAsync()).Body, Does.Not.Contain("\"body\""));
    }

    [TestCase("GET /any/x HTTP/1.0\r\nHost: localhost\r\n\r\n", "\"protocol\": \"HTTP/1.0\"")]
    [TestCase("GET /any/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "Connection: close")]
    public async Task A_connection_that_the_caller_will_not_use_again_is_closed(string request, string part)
    {
        using var connection = new RawHttp(Port);
        await connection.SendAsync(request);

        Assert.That(await connection.ReadToEndAsync(), Does.StartWith("HTTP/1.1 200").And.Contain(part));
    }

    [Test]
    public async Task A_body_is_asked_for_when_the_caller_waits()
    {
        using var connection = new RawHttp(Port);
        await connection.SendAsync("POST /any/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n");
        Assert.That((await connection.ReadAsync()).Status, Is.EqualTo(100));
        await connection.SendAsync("hi");

        Assert.That((await connection.ReadAsync()).Body, Does.Contain("\"body\": \"hi\""));
    }

    [Test]
    public async Task A_body_that_is_too_large_is_not_asked_for()
    {
        var response = await AskAsync("POST /any/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 10485761\r\n\r\n");

        Assert.That(response.Status, Is.EqualTo(413));
    }

    [Test]
    public async Task Chunks_of_more_than_10_MB_are_too_large()
    {
        var chunk = $"A00001\r\n{new string('a', 10_485_761)}";

        var response = await AskAsync($"POST /any/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}");

        Assert.That(response.Status, Is.EqualTo(413));
    }

    [TestCase(4_700_000, 200)]
    [TestCase(4_800_000, 413)]
    [TestCase(10_485_760, 413)]
    public async Task A_binary_body_is_limited_by_what_Lambda_takes_in_base64(int size, int status)
    {
        var response = await AskAsync(
            $"POST /any/x HTTP/1.1\r\nHost: localhost\r\nx-answer: e30=\r\nContent-Length: {size}\r\n\r\n{new string('a', size)}");

        Assert.That(response.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Slow_callers_hold_up_nobody()
    {
        using var slowHead = new RawHttp(Port);
        using var slowBody = new RawHttp(Port);
        await slowHead.SendAsync("GET /any/slow HTTP/1.1\r\nHos");
        await slowBody.SendAsync("POST /any/slow HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nh");

        Assert.That((await AskAsync(Ask)).Status, Is.EqualTo(200));
        await slowHead.SendAsync("t: localhost\r\n\r\n");
        await slowBody.SendAsync("i");
        Assert.That((await slowHead.ReadAsync()).Status, Is.EqualTo(200));
        Assert.That((await slowBody.ReadAsync()).Body, Does.Contain("\"body\": \"hi\""));
    }

    [Test]
    public async Task Five_hundred_connections_are_served_at_once()
    {
        var connections = Enumerable.Range(0, 500).Select(_ => new RawHttp(Port)).ToArray();
        await Task.WhenAll(connections.Select(connection => connection.SendAsync("GET /nothing HTTP/1.1\r\nHost: localhost\r\n")));
        await Task.WhenAll(connections.Select(connection => connection.SendAsync("\r\n")));

        var responses = await Task.WhenAll(connections.Select(connection => connection.ReadAsync()));

        Assert.That(responses.Select(response => response.Status), Is.All.EqualTo(404));
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }
}
