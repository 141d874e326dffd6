using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests;

/// <summary>Tests the error reports to Lambda.</summary>
public class ErrorTests
{
    [Test]
    public void An_exception_is_reported_with_its_type_its_message_and_its_stack()
    {
        var (post, error) = Fail((_, _) => throw new InvalidOperationException("no \"coins\" left"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(post.Path, Is.EqualTo("/2018-06-01/runtime/invocation/id-1/error"));
        Assert.That(post.Headers["Lambda-Runtime-Function-Error-Type"], Is.EqualTo("Function.InvalidOperationException"));
        Assert.That(error.GetProperty("errorType").GetString(), Is.EqualTo("InvalidOperationException"));
        Assert.That(error.GetProperty("errorMessage").GetString(), Is.EqualTo("no \"coins\" left"));
        Assert.That(error.GetProperty("stackTrace").GetArrayLength(), Is.GreaterThan(0));
    }

    [Test]
    public void X_Ray_hears_of_the_cause()
    {
        var (post, _) = Fail((_, _) => throw new InvalidOperationException("no coins left"));

        using var cause = JsonDocument.Parse(post.Headers["Lambda-Runtime-Function-XRay-Error-Cause"]);
        var exception = cause.RootElement.GetProperty("exceptions")[0];
        using var all = Assert.EnterMultipleScope();
        Assert.That(cause.RootElement.GetProperty("working_directory").GetString(), Is.Not.Empty);
        Assert.That(cause.RootElement.GetProperty("paths").ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(exception.GetProperty("type").GetString(), Is.EqualTo("InvalidOperationException"));
        Assert.That(exception.GetProperty("message").GetString(), Is.EqualTo("no coins left"));
        Assert.That(exception.GetProperty("stack")[0].GetProperty("label").GetString(), Does.Contain(nameof(ErrorTests)));
    }

    [Test]
    public void An_exception_of_an_asynchronous_handler_is_reported_like_any_other()
    {
        static async Task<Stream> Handle(Stream input, ILambdaContext context)
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        }

        using var server = new RuntimeApiServer().Next();
        var run = Bootstrap.Run(server, new LambdaBootstrap(HandlerWrapper.GetHandlerWrapper(Handle)));

        Assert.That(run.Posts.Single().Headers["Lambda-Runtime-Function-Error-Type"], Is.EqualTo("Function.InvalidOperationException"));
    }

    [Test]
    public void A_cause_is_reported_within_what_it_caused()
    {
        var (_, error) = Fail((_, _) => throw new InvalidOperationException("outer", new FormatException("inner")));

        Assert.That(error.GetProperty("cause").GetProperty("errorMessage").GetString(), Is.EqualTo("inner"));
    }

    [Test]
    public void What_a_task_has_wrapped_once_is_unwrapped()
    {
        var (post, error) = Fail((_, _) => throw new AggregateException(new AggregateException(new FormatException("inside"))));

        using var all = Assert.EnterMultipleScope();
        Assert.That(error.GetProperty("errorType").GetString(), Is.EqualTo("FormatException"));
        Assert.That(post.Headers["Lambda-Runtime-Function-Error-Type"], Is.EqualTo("Function.FormatException"));
    }

    [Test]
    public void Several_causes_are_all_reported()
    {
        var (_, error) = Fail((_, _) => throw new AggregateException(new FormatException("one"), new IOException("two")));

        Assert.That(
            error.GetProperty("causes").EnumerateArray().Select(cause => cause.GetProperty("errorMessage").GetString()),
            Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void A_type_whose_name_Lambda_would_not_take_is_spelt_in_letters()
    {
        var (post, _) = Fail((_, _) => throw new weird_2<int>());

        Assert.That(post.Headers["Lambda-Runtime-Function-Error-Type"], Does.Match("^(Runtime|Function)\\.[A-Z][a-zA-Z]+$"));
    }

    [Test]
    public void A_message_of_megabytes_is_shortened_so_that_the_report_arrives()
    {
        var (post, error) = Fail((_, _) => throw new InvalidOperationException(new string('ä', 5_000_000)));

        using var all = Assert.EnterMultipleScope();
        Assert.That(post.Body, Has.Length.LessThan(256 * 1024));
        Assert.That(post.Headers.GetValueOrDefault("Lambda-Runtime-Function-XRay-Error-Cause") ?? "", Has.Length.LessThan(1 << 20));
        Assert.That(error.GetProperty("errorMessage").GetString(), Does.EndWith("…"));
    }

    [Test]
    public void The_loop_goes_on_after_an_exception()
    {
        using var server = new RuntimeApiServer().Next().Next("fine", id: "id-2");
        var calls = 0;

        var run = Bootstrap.Run(server, (input, _) => calls++ == 0 ? throw new InvalidOperationException("once") : input);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.True);
        Assert.That(run.Posts[1].Body, Is.EqualTo("fine"));
        Assert.That(run.Log, Does.Contain("once"), "the exception is in the log too");
    }

    [Test]
    public void A_response_stream_that_breaks_is_reported()
    {
        var (post, _) = Fail((_, _) => new BrokenStream());

        Assert.That(post.Headers["Lambda-Runtime-Function-Error-Type"], Is.EqualTo("Function.IOException"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_function_that_cannot_be_initialized_reports_it_and_ends(bool asynchronous)
    {
        using var server = new RuntimeApiServer();
        async Task<bool> Initialize()
        {
            if (asynchronous)
            {
                await Task.Yield();
            }

            throw new InvalidOperationException("no configuration");
        }

        var wrapper = HandlerWrapper.GetHandlerWrapper((Stream input) => input);
        var run = Bootstrap.Run(server, new LambdaBootstrap(wrapper, Initialize));

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.False);
        Assert.That(run.Posts.Single().Path, Is.EqualTo("/2018-06-01/runtime/init/error"));
        Assert.That(run.Posts.Single().Body, Does.Contain("no configuration"));
        Assert.That(run.Log, Does.Contain("no configuration"));
    }

    [Test]
    public void An_initializer_that_says_no_ends_the_function_in_peace()
    {
        using var server = new RuntimeApiServer().Next();
        var wrapper = HandlerWrapper.GetHandlerWrapper((Stream input) => input);

        var run = Bootstrap.Run(server, new LambdaBootstrap(wrapper, () => Task.FromResult(false)));

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Succeeded, Is.True);
        Assert.That(run.Posts, Is.Empty);
    }

    private static (Request Post, JsonElement Error) Fail(Func<Stream, ILambdaContext, Stream> handler)
    {
        using var server = new RuntimeApiServer().Next();
        var post = Bootstrap.Run(server, handler).Posts.Single();
        using var error = JsonDocument.Parse(post.Body);
        return (post, error.RootElement.Clone());
    }

#pragma warning disable CA1064, CA1710, IDE1006 // the name is the point
    private sealed class weird_2<T> : Exception;
#pragma warning restore CA1064, CA1710, IDE1006

    private sealed class BrokenStream : MemoryStream
    {
        public override bool TryGetBuffer(out ArraySegment<byte> buffer) => throw new IOException("broken");
    }
}
