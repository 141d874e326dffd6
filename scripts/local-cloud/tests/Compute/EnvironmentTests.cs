using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the contents and the lifetime of execution environments.</summary>
public sealed class EnvironmentTests : ComputeFixture
{
    [Test]
    public async Task A_process_has_Lambdas_environment_and_nothing_of_ours()
    {
        Aws.Deploy("f", ["show_environment"]);
        Environment.SetEnvironmentVariable("QUICKCHANGE_TEST_SECRET", "mine");

        using var response = await InvokeAsync("f:live", "{}");
        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

        Assert.Multiple(() =>
        {
            Assert.That((string)seen["AWS_LAMBDA_FUNCTION_NAME"]!, Is.EqualTo("f"));
            Assert.That((string)seen["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]!, Is.EqualTo("256"));
            Assert.That((string)seen["AWS_ACCESS_KEY_ID"]!, Is.EqualTo("ASIAEXAMPLE"));
            Assert.That((string)seen["MODE"]!, Is.EqualTo("fast"));
            Assert.That((string)seen["cwd"]!, Is.EqualTo((string)seen["LAMBDA_TASK_ROOT"]!));
            Assert.That((string)seen["arn"]!, Is.EqualTo("arn:aws:lambda:us-east-1:123456789012:function:f:live"));
            Assert.That((string)seen["AWS_ENDPOINT_URL"]!, Is.EqualTo("http://127.0.0.1:1"));
            Assert.That(seen.ContainsKey("QUICKCHANGE_TEST_SECRET"), Is.False);
        });
    }

    [Test]
    public async Task A_warm_environment_is_used_again_and_parallel_events_get_their_own()
    {
        Aws.Deploy("f", ["meet"]);
        var (a, b) = (Path.Combine(Folder, Guid.NewGuid().ToString()), Path.Combine(Folder, Guid.NewGuid().ToString()));

        var first = await PidAsync(a, a);
        var second = await PidAsync(a, a);
        File.Delete(a);
        // Each one waits for the other: in a single environment, they would wait forever.
        var together = await Task.WhenAll(PidAsync(a, b), PidAsync(b, a));

        Assert.That(second, Is.EqualTo(first));
        Assert.That(together, Is.Unique);

        async Task<string> PidAsync(string mine, string theirs)
        {
            using var response = await InvokeAsync("f", new JsonObject { ["mine"] = mine, ["theirs"] = theirs }.ToJsonString());
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Test]
    public async Task Changed_code_ends_the_old_environment_after_its_last_event()
    {
        var (started, until) = (NewFile(), NewFile());
        Aws.Deploy("f", ["wait_for_file", started, until]);
        var running = AnswerAsync("f");
        await UntilAsync(() => File.Exists(started), "the first version has not started");

        Aws.Deploy("f", ["say", "\"new\""]);
        await ChangedAsync();
        var changed = await AnswerAsync("f");
        await File.WriteAllTextAsync(until, "");
        var process = int.Parse(await running, CultureInfo.InvariantCulture);

        Assert.That(changed, Is.EqualTo("\"new\""));
        await UntilAsync(() => !ProcessTable.Runs(process), "the old environment lives");
    }

    [Test]
    public async Task An_environment_whose_credentials_are_about_to_expire_gets_no_more_events()
    {
        // The function's timeout is 20 s: an event could outlast the credentials.
        Aws.Expiration = DateTimeOffset.UtcNow.AddSeconds(10);
        Aws.Deploy("f", ["show_process"], timeout: 20);

        var first = await AnswerAsync("f");
        var second = await AnswerAsync("f");

        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task The_deadline_is_the_timeout_from_the_handing_over()
    {
        Aws.Deploy("f", ["show_deadline"], timeout: 20);
        await AnswerAsync("f");

        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var seen = JsonNode.Parse(await AnswerAsync("f"))!;

        // The event was handed over after it was sent here, and before the function read its clock.
        Assert.That((long)seen["deadline"]!, Is.InRange(before + 20_000, (double)seen["now"]! + 20_000));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/runtimes-walkthrough.html: bash runs the script and the function of the handler.
    [Test]
    public async Task A_runtime_can_read_the_handler()
    {
        Aws.Deploy("f", ["show_environment"]);

        Assert.That((string)JsonNode.Parse(await AnswerAsync("f"))!["_HANDLER"]!, Is.EqualTo("function.handler"));
    }

    [TestCase(null, "^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$")]
    [TestCase("Root=1\tSampled=1", "^Root=1-[0-9a-f]{8}-")]
    [TestCase("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1", "^Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1$")]
    public async Task An_event_always_has_a_trace_id(string? sent, string seen)
    {
        Aws.Deploy("f", ["show_header", "Lambda-Runtime-Trace-Id"]);

        using var response = sent is null ? await InvokeAsync("f", "{}") : await InvokeAsync("f", "{}", ("X-Amzn-Trace-Id", sent));

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Match(seen));
    }

    [Test]
    public async Task A_client_context_reaches_the_function_and_a_Cognito_identity_that_nobody_has_does_not()
    {
        Aws.Deploy("f", ["show_contexts"]);
        var context = Convert.ToBase64String("{\n  \"custom\": {\"name\": \"é\", \"half\": \"\\ud800\", \"half\": 1}\n}"u8);

        using var response = await InvokeAsync("f", "{}", ("X-Amz-Client-Context", context));

        var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
        Assert.That((string)seen[0]!, Is.EqualTo("""{   "custom": {"name": "\u00e9", "half": "\ud800", "half": 1} }"""));
        Assert.That(seen.Skip(1), Is.All.Null);
    }
}
