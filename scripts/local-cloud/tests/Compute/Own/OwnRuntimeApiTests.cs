using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests the Runtime API for the user's processes with requests of this process.</summary>
public sealed class OwnRuntimeApiTests : OwnFixture
{
    [Test]
    public async Task An_unknown_function_is_refused_with_the_names_of_those_that_are_deployed()
    {
        Aws.Deploy("test-hello", ["say", "1"]);
        Aws.Deploy("test-change", ["say", "1"]);

        using var response = await Runtime.GetAsync(Path("chnage", "invocation/next"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.That((string)error["errorType"]!, Is.EqualTo("ResourceNotFoundException"));
        Assert.That((string)error["errorMessage"]!, Is.EqualTo(
            "Function not found: arn:aws:lambda:us-east-1:123456789012:function:chnage. The deployed functions are: change, hello."));
    }

    [Test]
    public async Task An_invocation_has_the_headers_of_Lambda()
    {
        Aws.Deploy("f", ["say", "1"], timeout: 60);
        var next = Runtime.GetAsync(Path("f", "invocation/next"));
        await StateIsAsync("f", states => states.Count == 1);

        var context = """{"client":{"installation_id":"ä"}}""";
        var invoked = InvokeAsync(
            "f?Qualifier=live", "{\"a\":1}", ("X-Amz-Client-Context", Convert.ToBase64String(Encoding.UTF8.GetBytes(context))), ("X-Amzn-Trace-Id", "Root=1-2-3"));
        using var invocation = await next;
        string Header(string name) => invocation.Headers.GetValues(name).Single();

        Assert.That(await invocation.Content.ReadAsStringAsync(), Is.EqualTo("{\"a\":1}"));
        Assert.That(Header("Lambda-Runtime-Invoked-Function-Arn"), Is.EqualTo("arn:aws:lambda:us-east-1:123456789012:function:f:live"));
        Assert.That(Header("Lambda-Runtime-Trace-Id"), Is.EqualTo("Root=1-2-3"));
        Assert.That(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Header("Lambda-Runtime-Client-Context"))), Does.Contain("installation_id"));
        var deadline = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header("Lambda-Runtime-Deadline-Ms"), null));
        Assert.That(deadline - DateTimeOffset.UtcNow, Is.InRange(TimeSpan.FromSeconds(-60), TimeSpan.FromSeconds(60)));

        Assert.That(await PostAsync("f", $"invocation/{Header("Lambda-Runtime-Aws-Request-Id")}/response", "2"), Is.EqualTo(202));
        using var response = await invoked;
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("2"));
        Assert.That(response.Headers.GetValues("X-Amzn-RequestId").Single(), Is.EqualTo(Header("Lambda-Runtime-Aws-Request-Id")));
    }

    [Test]
    public async Task Answers_that_do_not_fit_are_refused()
    {
        Aws.Deploy("f", ["say", "1"]);
        Assert.That(await PostAsync("f", "init/error", """{"errorType":"Runtime.NoModel"}"""), Is.EqualTo(202));
        var (id, invoked) = await TakeAsync("f");

        Assert.That(await PostAsync("f", "invocation/unknown/response", "1"), Is.EqualTo(400));
        Assert.That(await PostAsync("f", $"invocation/{id}/response", "1"), Is.EqualTo(202));
        Assert.That(await PostAsync("f", $"invocation/{id}/response", "2"), Is.EqualTo(403));
        Assert.That(await PostAsync("f", $"invocation/{id}/error", "{}"), Is.EqualTo(403));
        Assert.That(await PostAsync("f", "init/error", "{}"), Is.EqualTo(403));
        Assert.That(await invoked, Is.EqualTo("1"), "the first answer counts");
        Assert.That((int)(await Runtime.PostAsync(new Uri($"http://{RuntimeApi("f")}/2020-01-01/extension/register"), null)).StatusCode, Is.EqualTo(404));
    }

    [Test]
    public async Task A_response_that_is_too_large_is_an_error()
    {
        Aws.Deploy("f", ["say", "1"]);
        var (id, invoked) = await TakeAsync("f");

        Assert.That(await PostAsync("f", $"invocation/{id}/response", new('x', 6_291_557)), Is.EqualTo(413));
        Assert.That(await invoked, Does.Contain("Function.ResponseSizeTooLarge"));
    }

    [Test]
    public async Task An_error_of_the_function_is_the_result()
    {
        Aws.Deploy("f", ["say", "1"]);
        var (id, invoked) = await TakeAsync("f");

        Assert.That(await PostAsync("f", $"invocation/{id}/error", """{"errorType":"Mine","errorMessage":"no"}"""), Is.EqualTo(202));
        Assert.That(await invoked, Is.EqualTo("""{"errorType":"Mine","errorMessage":"no"}"""));
    }

    [Test]
    public async Task A_process_may_ask_for_several_invocations_at_once_and_answer_in_any_order_over_any_connection()
    {
        Aws.Deploy("f", ["say", "1"]);
        var nexts = Enumerable.Range(0, 3).Select(_ => Runtime.GetAsync(Path("f", "invocation/next"))).ToArray();
        await StateIsAsync("f", states => states.Sum(state => (int)state!["waits"]!) == 3);

        var invoked = Enumerable.Range(0, 3).Select(number => AnswerAsync("f", $"{number}")).ToArray();
        var taken = await Task.WhenAll(nexts);
        foreach (var invocation in taken.Reverse())
        {
            using var other = new HttpClient();
            var id = invocation.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
            using var body = new StringContent(await invocation.Content.ReadAsStringAsync());
            using var said = await other.PostAsync(Path("f", $"invocation/{id}/response"), body);
            Assert.That((int)said.StatusCode, Is.EqualTo(202));
        }

        Assert.That(await Task.WhenAll(invoked), Is.EqualTo(new[] { "0", "1", "2" }));
    }

    [Test]
    public async Task Only_the_user_gets_the_environment_of_a_function()
    {
        Aws.Deploy("test-f", ["say", "1"]);

        using var answer = await AskAsync("_environments/f");
        using var withoutKey = await Runtime.PostAsync(new Uri($"http://127.0.0.1:{Cloud.ComputePort}/_environments/f"), null);
        using var withSecret = await Http.PostAsync("_environments/f", null);
        using var unknown = await AskAsync("_environments/g");

        var variables = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That((string)variables["AWS_LAMBDA_RUNTIME_API"]!, Is.EqualTo(RuntimeApi("f")));
            Assert.That((string)variables["AWS_ACCESS_KEY_ID"]!, Is.EqualTo("ASIAEXAMPLE"));
            Assert.That((string)variables["AWS_LAMBDA_FUNCTION_NAME"]!, Is.EqualTo("test-f"));
            Assert.That((string)variables["MODE"]!, Is.EqualTo("fast"));
            Assert.That(variables.Select(variable => variable.Key), Has.None.AnyOf("PATH", "LD_LIBRARY_PATH", "LANG", "LAMBDA_TASK_ROOT"));
            Assert.That(Aws.Forms.Single(), Does.Contain("DurationSeconds=43200"));
            Assert.That(new[] { withoutKey.StatusCode, withSecret.StatusCode }, Is.All.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(unknown.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        });
    }

    private Uri Path(string function, string call) => new($"http://{RuntimeApi(function)}/2018-06-01/runtime/{call}");

    private async Task<int> PostAsync(string function, string call, string body)
    {
        using var content = new StringContent(body);
        using var response = await Runtime.PostAsync(Path(function, call), content);
        return (int)response.StatusCode;
    }

    // Takes an invocation: its request ID, and the answer that the caller will get.
    private async Task<(string Id, Task<string> Invoked)> TakeAsync(string function)
    {
        var next = Runtime.GetAsync(Path(function, "invocation/next"));
        await StateIsAsync(function, states => states.Any(state => (int)state!["waits"]! > 0));
        var invoked = AnswerAsync(function);
        using var invocation = await next;
        return (invocation.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single(), invoked);
    }
}
