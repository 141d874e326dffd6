using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Http.Tests;

public class AnswersTests
{
    private readonly Answers _answers = new();

    [Test]
    public void JSON_is_a_200() =>
        Holds(_answers.Json("<é> \"&\"", static (writer, text) => writer.WriteStringValue(text)), 200, "application/json", """
            "<é> \"&\""
            """);

    [Test]
    public void A_type_of_a_context_is_written_alike()
    {
        var type = (JsonTypeInfo<Greeting>)new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(typeof(Greeting));

        Holds(_answers.Json(new("it's <é>"), type), 200, "application/json", """{"Text":"it's <é>"}""");
    }

    [TestCase(400, "Bad Request")]
    [TestCase(404, "Not Found")]
    [TestCase(413, "Content Too Large")]
    [TestCase(422, "Unprocessable Content")]
    public void A_problem_has_the_members_of_RFC_9457(int status, string title) =>
        Holds(_answers.Problem(new(status, "Send \"1\".")), status, "application/problem+json",
            $$"""{"type":"about:blank","title":"{{title}}","status":{{status}},"detail":"Send \"1\"."}""");

    [Test]
    public void A_problems_own_members_come_last() =>
        Holds(_answers.Problem(new LateProblem(7)), 429, "application/problem+json",
            """{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"Wait.","seconds":7}""");

    [Test]
    public void A_status_without_a_title_is_a_mistake_that_says_where_to_mend_it() =>
        Assert.That(() => _answers.Problem(new(418, "")), Throws.InvalidOperationException.With.Message.Contains("shared/Http/Problem.cs"));

    [Test]
    public void A_problem_can_be_thrown()
    {
        var thrown = new ProblemException(404, "There is none.");

        Assert.That((thrown.Message, thrown.Problem), Is.EqualTo(("There is none.", new Problem(404, "There is none."))));
    }

    [Test]
    public void An_answer_of_another_type_is_as_it_is_told() =>
        Holds(Answers.Of(203, "text/csv", "a,b\r\n"), 203, "text/csv", "a,b\r\n");

    [Test]
    public void No_cache_keeps_and_no_browser_guesses_what_not_everyone_may_see()
    {
        var answers = new Answers(differByCaller: true);
        APIGatewayHttpApiV2ProxyResponse[] made =
        [
            answers.Json("a", static (writer, text) => writer.WriteStringValue(text)), answers.Problem(new(404, "None.")), answers.Text(200, "text/csv", "a"),
        ];

        using var all = Assert.EnterMultipleScope();
        foreach (var answer in made)
        {
            Assert.That((answer.Headers["Cache-Control"], answer.Headers["X-Content-Type-Options"]), Is.EqualTo(("no-store", "nosniff")));
        }
    }

    [Test]
    public void A_stream_has_what_API_Gateway_reads() =>
        Assert.That(Text(_answers.ToStream(Answers.Of(200, "text/csv", "a,\"ä\"\r\n"))), Is.EqualTo(
            """{"statusCode":200,"headers":{"Content-Type":"text/csv"},"body":"a,\"ä\"\r\n"}"""));

    [Test]
    public void A_stream_has_all_that_an_answer_has() =>
        Assert.That(Text(_answers.ToStream(new() { StatusCode = 302, Cookies = ["a=1", "b=2"], Body = "AA==", IsBase64Encoded = true })), Is.EqualTo(
            """{"statusCode":302,"headers":{},"cookies":["a=1","b=2"],"body":"AA==","isBase64Encoded":true}"""));

    private static void Holds(APIGatewayHttpApiV2ProxyResponse answer, int status, string type, string body) =>
        Assert.That((answer.StatusCode, answer.Headers["Content-Type"], answer.Body), Is.EqualTo((status, type, body)));

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Greeting(string Text);

    private sealed record LateProblem(int Seconds) : Problem(429, "Wait.")
    {
        protected override void WriteMembers(Utf8JsonWriter writer) => writer.WriteNumber("seconds"u8, Seconds);
    }
}
