using System.Text;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the Invoke API.</summary>
public sealed class InvokeTests : ComputeFixture
{
    [Test]
    public async Task An_event_is_answered_and_logged()
    {
        Aws.Deploy("f", ["log_name"]);

        using var response = await InvokeAsync("f", """{"name":"ada"}""", ("X-Amz-Log-Type", "Tail"));

        var id = response.Headers.GetValues("X-Amzn-RequestId").Single();
        var tail = Encoding.UTF8.GetString(Convert.FromBase64String(response.Headers.GetValues("X-Amz-Log-Result").Single()));
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("\"ADA\""));
            Assert.That(response.Headers.GetValues("X-Amz-Executed-Version"), Is.EqualTo(new[] { "7" }));
            Assert.That(response.Headers.Contains("X-Amz-Function-Error"), Is.False);
            Assert.That(tail, Does.Match(
                $@"^START RequestId: {id} Version: 7\nworking on ada\nEND RequestId: {id}\nREPORT RequestId: {id}\tDuration: [0-9.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 256 MB\tMax Memory Used: \d+ MB\tInit Duration: [0-9.]+ ms\t\n$"));
        });
        await Aws.LoggedAsync($"REPORT RequestId: {id}");
    }

    [TestCase("nothing", "{}", "RequestResponse", 404, "ResourceNotFoundException")]
    [TestCase("nothing", "{}", "Event", 404, "ResourceNotFoundException")]
    [TestCase("f", "{", "RequestResponse", 400, "InvalidRequestContentException")]
    [TestCase("f", "{}", "Sometimes", 400, "InvalidParameterValueException")]
    public async Task What_cannot_be_invoked_is_refused_as_Lambda_refuses_it(string name, string payload, string type, int status, string error)
    {
        Aws.Deploy("f", ["mirror"]);

        using var response = await InvokeAsync(name, payload, ("X-Amz-Invocation-Type", type));

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.GetValues("X-Amzn-ErrorType").Single(), Is.EqualTo(error));
    }

    // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html: 6 MB, and 1 MB for asynchronous invocations.
    [TestCase("Event", 1_048_576, "too large for the Event invocation type (limit 1048576 bytes)")]
    [TestCase("RequestResponse", 6_291_456, "must be smaller than 6291456 bytes")]
    public async Task A_request_that_is_too_large_is_refused(string type, int limit, string message)
    {
        using var response = await InvokeAsync("f", $"\"{new string('x', limit - 1)}\"", ("X-Amz-Invocation-Type", type));

        Assert.That((int)response.StatusCode, Is.EqualTo(413));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(message));
    }

    [TestCase(3584, "at most 3583 bytes")]
    [TestCase(3, "must be a valid Base64")]
    [TestCase(4, "must be a valid Base64-encoded JSON object")]
    public async Task A_client_context_that_is_too_long_or_no_JSON_in_Base64_is_refused(int length, string message)
    {
        Aws.Deploy("f", ["mirror"]);

        using var response = await InvokeAsync("f", "{}", ("X-Amz-Client-Context", new string('x', length)));

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(message));
    }

    [Test]
    public async Task A_dry_run_answers_204_and_runs_nothing()
    {
        var ran = NewFile();
        Aws.Deploy("f", ["never_start", ran]);

        using var response = await InvokeAsync("f", "{}", ("X-Amz-Invocation-Type", "DryRun"));

        Assert.That((int)response.StatusCode, Is.EqualTo(204));
        Assert.That(File.Exists(ran), Is.False);
    }

    [Test]
    public async Task An_invocation_without_payload_is_an_empty_object()
    {
        Aws.Deploy("f", ["mirror"]);

        Assert.That(await AnswerAsync("f", ""), Is.EqualTo("{}"));
    }

    [Test]
    public async Task The_tail_of_a_long_log_is_its_last_4_KB()
    {
        Aws.Deploy("f", ["log_lines", "1000", ""]);

        var tail = await TailAsync("f");

        Assert.That(tail, Has.Length.EqualTo(4096));
        Assert.That(tail, Does.Not.Contain("line 500\n").And.Contain("line 999\nEND RequestId: "));
    }
}
