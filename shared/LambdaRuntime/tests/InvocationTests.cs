using Amazon.Lambda.Core;

namespace Amazon.Lambda.Tests;

/// <summary>Tests the processing of events, however the Runtime API sends them.</summary>
public class InvocationTests
{
    [TestCase(int.MaxValue)]
    [TestCase(7)]
    [TestCase(1)]
    public void An_event_is_answered_however_it_is_cut_into_pieces(int piece)
    {
        using var server = new RuntimeApiServer()
            .Next(new Answer(RuntimeApiServer.Invocation("""{"a":"ä"}"""), piece))
            .Next(new Answer(RuntimeApiServer.Invocation("second", id: "id-2"), piece));

        var run = Bootstrap.Run(server, Echo);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.True);
        Assert.That(run.Posts.Select(post => (post.Path, post.Body)), Is.EqualTo(new[]
        {
            ("/2018-06-01/runtime/invocation/id-1/response", """{"a":"ä"}"""),
            ("/2018-06-01/runtime/invocation/id-2/response", "second"),
        }));
        Assert.That(server.Connections, Is.EqualTo(1), "one connection serves them all");
    }

    private static IEnumerable<TestCaseData> Events()
    {
        const string Chunks = "Transfer-Encoding: chunked\r\n\r\n4;ext=1\r\n{\"a\"\r\nC\r\n:\"split text\r\n2\r\n\"}\r\n0\r\nTrailer: x\r\n\r\n";
        var head = $"HTTP/1.1 200 OK\r\n{RuntimeApiServer.Required()}";
        var large = new string('x', 6_291_456);
        yield return Case("in chunks", new(head + Chunks), """{"a":"split text"}""");
        yield return Case("in chunks, byte for byte", new(head + Chunks, Piece: 1), """{"a":"split text"}""");
        yield return Case("without a length, up to the end of the connection", new($"{head}\r\nall of it", Closes: true), "all of it");
        yield return Case("of 6 MB", new(RuntimeApiServer.Invocation(large)), large);
        yield return Case("empty", new(RuntimeApiServer.Invocation("")), "");
        yield return Case("after an informational response", new("HTTP/1.1 100 Continue\r\n\r\n" + RuntimeApiServer.Invocation("real")), "real");

        static TestCaseData Case(string name, Answer answer, string body) => new TestCaseData(answer, body).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Events))]
    public void An_event_is_answered_however_it_is_sent(object answer, string body)
    {
        using var server = new RuntimeApiServer().Next((Answer)answer).Next("after", id: "id-2");

        var run = Bootstrap.Run(server, Echo);

        Assert.That(run.Posts.Select(post => post.Body), Is.EqualTo(new[] { body, "after" }));
    }

    [Test]
    public void A_handler_that_returns_null_answers_nothing()
    {
        using var server = new RuntimeApiServer().Next();

        var run = Bootstrap.Run(server, (_, _) => null!);

        Assert.That(run.Posts.Single(), Has.Property("Path").EndsWith("/response").And.Property("Body").Empty);
    }

    [Test]
    public void A_connection_that_closes_between_invocations_is_opened_again()
    {
        using var server = new RuntimeApiServer()
            .Next()
            .Post(new Answer(RuntimeApiServer.Status(202), Closes: true))
            .Next("again", id: "id-2");

        var run = Bootstrap.Run(server, Echo);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Posts.Select(post => post.Body), Is.EqualTo(new[] { "{}", "again" }));
        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [Test]
    public void A_server_that_says_close_gets_a_new_connection()
    {
        using var server = new RuntimeApiServer()
            .Next(new Answer($"HTTP/1.1 200 OK\r\n{RuntimeApiServer.Required()}Connection: close\r\nContent-Length: 2\r\n\r\n{{}}", Closes: true));

        var run = Bootstrap.Run(server, Echo);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Posts, Has.Count.EqualTo(1));
        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [Test]
    public void A_response_whose_acknowledgement_got_lost_is_handed_in_again_and_counts_once()
    {
        using var server = new RuntimeApiServer()
            .Next()
            .Post(new Answer("", Closes: true))
            .Post(new Answer(RuntimeApiServer.Status(403, """{"errorType":"InvalidStateTransition"}""")))
            .Next("next", id: "id-2");

        var run = Bootstrap.Run(server, Echo);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Posts.Select(post => post.Path).Distinct().Count(), Is.EqualTo(2));
        Assert.That(run.Posts, Has.Count.EqualTo(3));
        Assert.That(run.Log, Is.Empty);
    }

    [TestCase(413, "RequestEntityTooLarge", "the limit is 6 MB")]
    [TestCase(400, "InvalidRequestID", "InvalidRequestID")]
    [TestCase(403, "InvalidStateTransition", "InvalidStateTransition")]
    public void The_loop_goes_on_after_a_response_that_is_refused(int status, string type, string message)
    {
        using var server = new RuntimeApiServer()
            .Next()
            .Post(new Answer(RuntimeApiServer.Status(status, $$"""{"errorType":"{{type}}"}""")))
            .Next("second", id: "id-2");

        var run = Bootstrap.Run(server, Echo);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.True);
        Assert.That(run.Posts, Has.Count.EqualTo(2));
        Assert.That(run.Log, Does.Contain(message));
    }

    [TestCase("HTTP/1.1 500 Container error\r\nContent-Length: 4\r\n\r\nsick", "answered 500 to next: sick")]
    [TestCase("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "answered 403 to next")]
    [TestCase("SSH-2.0-OpenSSH_9.6\r\n", "invalid HTTP")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "without Lambda-Runtime-Aws-Request-Id")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}", "the invalid Content-Length 'many'")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "chunk with the invalid size 'zz'")]
    public void What_no_runtime_can_go_on_after_ends_it_with_a_message(string answer, string message)
    {
        using var server = new RuntimeApiServer().Next(new Answer(answer));

        var run = Bootstrap.Run(server, Echo);

        AssertEnds(run, message);
        Assert.That(run.Posts, Is.Empty);
    }

    [Test]
    public void A_500_to_a_response_ends_the_runtime()
    {
        using var server = new RuntimeApiServer().Next().Post(new Answer(RuntimeApiServer.Status(500)));

        Assert.That(Bootstrap.Run(server, Echo).Succeeded, Is.False);
    }

    [Test]
    public void A_server_that_always_hangs_up_ends_the_runtime_with_a_message()
    {
        using var server = new RuntimeApiServer().Next(new Answer("", Closes: true)).Next(new Answer("", Closes: true));

        AssertEnds(Bootstrap.Run(server, Echo), "broke off");
    }

    [TestCase("", "AWS_LAMBDA_RUNTIME_API is not set")]
    [TestCase("lambda:9001", "must be an IPv4 address and a port")]
    [TestCase("127.0.0.1", "must be an IPv4 address and a port")]
    [TestCase("127.0.0.1:99999", "must be an IPv4 address and a port")]
    [TestCase("127.0.0.1/change:9001", "must be an IPv4 address and a port")]
    [TestCase("http://127.0.0.1:9001/change", "must be an IPv4 address and a port")]
    [TestCase("127.0.0.1:9001/two words", "with an optional path")]
    [TestCase("127.0.0.1:9001/change?qualifier=live", "with an optional path")]
    [TestCase("127.0.0.1:9001/change\r\nHost: other", "with an optional path")]
    [TestCase("127.0.0.1:1", "127.0.0.1:1 can't be reached")]
    [TestCase("127.0.0.1:1/change", "127.0.0.1:1/change can't be reached")]
    public void An_endpoint_that_cannot_be_used_is_named(string endpoint, string message)
    {
        using var server = new RuntimeApiServer();

        AssertEnds(Bootstrap.Run(server, Echo, ("AWS_LAMBDA_RUNTIME_API", endpoint)), message);
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("/change")]
    [TestCase("/change/")]
    public void An_endpoint_may_have_a_path_which_precedes_that_of_each_call(string path)
    {
        using var server = new RuntimeApiServer().Next("\"event\"");

        var run = Bootstrap.Run(server, Echo, ("AWS_LAMBDA_RUNTIME_API", server.Endpoint + path));

        var prefix = path.TrimEnd('/');
        using var all = Assert.EnterMultipleScope();
        Assert.That(server.LastNext!.Path, Is.EqualTo($"{prefix}/2018-06-01/runtime/invocation/next"));
        Assert.That(server.LastNext.Headers["Host"], Is.EqualTo(server.Endpoint));
        Assert.That(run.Posts.Single().Path, Is.EqualTo($"{prefix}/2018-06-01/runtime/invocation/id-1/response"));
    }

    [Test]
    public void A_handler_that_is_not_done_yet_is_waited_for()
    {
        using var server = new RuntimeApiServer().Next("\"event\"");
        async Task<Stream> Handle(Stream input, ILambdaContext context)
        {
            await Task.Yield();
            return input;
        }

        var run = Bootstrap.Run(server, new RuntimeSupport.LambdaBootstrap(RuntimeSupport.HandlerWrapper.GetHandlerWrapper(Handle)));

        Assert.That(run.Posts.Single().Body, Is.EqualTo("\"event\""));
    }

    [Test]
    public void Parallel_loops_serve_as_many_invocations_at_a_time()
    {
        using var server = new RuntimeApiServer { Loops = 3 };
        server.Next("1", id: "a").Next("2", id: "b").Next("3", id: "c");
        using var together = new Barrier(3);

        var run = Bootstrap.Run(
            server,
            (input, _) =>
            {
                Assert.That(together.SignalAndWait(TimeSpan.FromMinutes(1)), Is.True);
                return input;
            },
            ("AWS_LAMBDA_MAX_CONCURRENCY", "3"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.True);
        Assert.That(run.Posts.Select(post => post.Body), Is.EquivalentTo(new[] { "1", "2", "3" }));
        Assert.That(run.Posts, Has.All.Property("Path").EndsWith("/response"));
    }

    [TestCase("1")]
    [TestCase("4")]
    public void A_runtime_that_is_cancelled_while_it_waits_ends_in_peace(string loops)
    {
        using var server = new RuntimeApiServer { Loops = int.Parse(loops, System.Globalization.CultureInfo.InvariantCulture) };

        // Bootstrap cancels when every loop is waiting for an invocation.
        var run = Bootstrap.Run(server, Echo, ("AWS_LAMBDA_MAX_CONCURRENCY", loops));

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.True);
        Assert.That(run.Posts, Is.Empty);
        Assert.That(run.Log, Is.Empty);
    }

    [Test]
    public void An_invocation_that_is_being_served_when_the_runtime_is_cancelled_is_still_answered()
    {
        using var server = new RuntimeApiServer().Next("\"served\"").Next("\"too late\"", id: "id-2");
        using var cancellation = new CancellationTokenSource();
        var environment = new RuntimeSupport.RuntimeEnvironment(name => name == "AWS_LAMBDA_RUNTIME_API" ? server.Endpoint : null);
        using var bootstrap = new RuntimeSupport.LambdaBootstrap(RuntimeSupport.HandlerWrapper.GetHandlerWrapper((Stream input) =>
        {
            cancellation.Cancel();
            return input;
        }));

        var succeeded = bootstrap.TryRun(environment, new(environment, _ => { }), cancellation.Token);

        Assert.That(succeeded, Is.True);
        Assert.That(server.Posts.Select(post => post.Body), Is.EqualTo(new[] { "\"served\"" }));
    }

    private static void AssertEnds(Bootstrap run, string message)
    {
        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Log, Does.Contain(message));
    }

    private static Stream Echo(Stream input, ILambdaContext context) => input;
}
