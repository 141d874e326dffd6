using System.Text;
using System.Text.Json;

namespace Quickchange.Hello.Tests;

public class HelloHandlerTests
{
    [TestCase("""{"name":"Marco"}""", "\"Polo\"")]
    [TestCase("""{"name":"Ada"}""", "\"Hello, Ada\"")]
    [TestCase("""{"name":"Ada \"\u00e4\""}""", """
        "Hello, Ada \"ä\""
        """)]
    [TestCase("""{"first":{"name":"Eve","requestContext":1},"name":"Eve","names":[{"name":"Eve"}],"n\u0061me":"Ada"}""", "\"Hello, Ada\"")]
    [TestCase("""{"name":"\ud800","name":"Ada"}""", "\"Hello, Ada\"")]
    [TestCase("\uFEFF{\"name\":\"Marco\"}", "\"Polo\"")]
    public void A_name_is_answered(string input, string expected) => Assert.That(Handle(input), Is.EqualTo(expected));

    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"Marco\"")]
    [TestCase("""{"name":7}""")]
    public void An_event_without_a_name_is_an_error_that_says_what_to_send(string input) =>
        Assert.That(() => Handle(input), Throws.ArgumentException.With.Message.Contains("""{"name":"Marco"}"""));

    [TestCase("")]
    [TestCase("{")]
    [TestCase("""{"name":"Marco"} {}""")]
    [TestCase("[] []")]
    [TestCase("""{"name":"Marco",}""")]
    [TestCase("""{"name":"\ud800" """)]
    [TestCase("""{"name":"\ud800"} {}""")]
    public void What_is_no_JSON_is_an_error(string input) => Assert.That(() => Handle(input), Throws.InstanceOf<JsonException>());

    [Test]
    public void A_stream_of_any_kind_is_read_from_its_position()
    {
        using var pipe = new BufferedStream(new MemoryStream(Encoding.UTF8.GetBytes("""{"name":"Marco"}""")));
        using var output = new StreamReader(new HelloHandler().Handle(pipe, new TestLambdaContext()));

        Assert.That(output.ReadToEnd(), Is.EqualTo("\"Polo\""));
    }

    [Test]
    public void A_request_is_shown_the_context()
    {
        var context = new TestLambdaContext
        {
            AwsRequestId = "an-id",
            FunctionName = "hello",
            FunctionVersion = "7",
            MemoryLimitInMB = 128,
            RemainingTime = TimeSpan.FromSeconds(2.5),
        };

        Assert.That(Handle("""{"version":"2.0","requestContext":{"http":{"method":"GET"}}}""", context), Is.EqualTo(
            """{"function":"hello","version":"7","request_id":"an-id","memory_mb":128,"remaining_ms":2500}"""));
    }

    private static string Handle(string input, TestLambdaContext? context = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new StreamReader(new HelloHandler().Handle(stream, context ?? new()));
        return output.ReadToEnd();
    }
}
