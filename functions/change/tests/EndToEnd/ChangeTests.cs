using System.Net;
using System.Text;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests the routes of <c>change</c> as a client calls them.</summary>
[Parallelizable]
public class ChangeTests : CloudTests
{
    private const string Lesson = """{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}""";

    [TestCase("application/json")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("text/plain")]
    public async Task A_posted_amount_is_answered_byte_for_byte_whatever_the_content_type(string type)
    {
        using var body = new StringContent("""{"amount":"1.89"}""", Encoding.UTF8, type);

        using var response = await Cloud.Http.PostAsync("Prod/change", body);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json"));
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(Lesson));
        });
    }

    [Test]
    public async Task The_lessons_own_client_reads_the_answer()
    {
        var printed = await Cloud.PythonAsync("functions/change/tests/EndToEnd/lesson_client.py", $"http://127.0.0.1:{Cloud.Port}/Prod/change");

        Assert.That(printed.Trim(), Is.EqualTo("{'res': [{'7': 'quarters'}, {'1': 'dimes'}, {'4': 'pennies'}]}"));
    }

    [TestCase("1.89")]
    [TestCase("189e-2")]
    [TestCase("0.0189E+2")]
    [TestCase("0.0189E%2B2")]
    public async Task An_amount_in_the_path_gets_the_same_answer(string amount) =>
        Assert.That(await Cloud.Http.GetStringAsync($"Prod/change/{amount}"), Is.EqualTo(Lesson));

    [Test]
    public async Task Fifty_parallel_requests_to_a_cold_function_are_all_answered()
    {
        await MakeColdAsync($"{Cloud.Prefix}-change");
        var requests = Enumerable.Range(0, 50).Select(_ => Cloud.Http.GetStringAsync("Prod/change/1.89"));

        var answers = await Task.WhenAll(requests);

        Assert.That(answers, Has.Length.EqualTo(50).And.All.EqualTo(Lesson));
    }

    [TestCase("")]
    [TestCase("amount=1.89")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"amount":null}""")]
    [TestCase("""{"amount":"-1"}""")]
    [TestCase("""{"amount":"1","currency":"ZZZ"}""")]
    [TestCase("""{"amount":"1","include":"cheques"}""")]
    [TestCase("""{"amount":"1","rounding":"up"}""")]
    [TestCase("""{"amount":"1","ways":"many"}""")]
    [TestCase("""{"amount":"1","till":{"florins":1}}""")]
    [TestCase("""{"amount":"1","denominations":{"nothing":0}}""")]
    [TestCase("""{"amount":"0.01","currency":"AUD"}""")]
    public async Task An_error_has_the_shape_that_it_says(string body)
    {
        var document = await DocumentAsync();
        using var content = new StringContent(body);

        using var response = await Cloud.Http.PostAsync("Prod/change", content);

        Assert.That((int)response.StatusCode, Is.AnyOf(400, 422));
        Assert.That(document is null ? null : await document.ProblemOfAsync("POST /change", response), Is.Null);
    }

    // Points the alias to a new version, which has no execution environment yet.
    private static async Task MakeColdAsync(string function)
    {
        await Cloud.AwsAsync(
            "lambda", "update_function_configuration", new { FunctionName = function, Description = $"{Guid.NewGuid()}" });
        var cold = await Cloud.AwsAsync("lambda", "publish_version", new { FunctionName = function });
        await Cloud.AwsAsync(
            "lambda", "update_alias", new { FunctionName = function, Name = "live", FunctionVersion = (string)cold["Version"]! });
    }
}
