using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Functions run as Lambda would run them.</summary>
public sealed class ComputePlaneTests : CloudFixture
{
    private HttpClient _http = null!;

    [SetUp]
    public void Start()
    {
        _http = new() { BaseAddress = new($"http://127.0.0.1:{Options.ComputePort}/") };
    }

    [TearDown]
    public void Stop() => _http.Dispose();

    [Test]
    public async Task An_event_is_answered_and_logged()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                print("working on", event["name"])
                return json.dumps(event["name"].upper())
            """);

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

    [Test]
    public async Task A_process_has_Lambdas_environment_and_nothing_of_ours()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                return json.dumps(dict(os.environ) | {"cwd": os.getcwd(), "arn": headers["Lambda-Runtime-Invoked-Function-Arn"]})
            """);
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
            Assert.That(seen.ContainsKey("QUICKCHANGE_TEST_SECRET"), Is.False);
        });
    }

    [Test]
    public async Task A_warm_environment_is_used_again_and_parallel_events_get_their_own()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                open(event["mine"], "w").close()
                while not os.path.exists(event["theirs"]):
                    time.sleep(0.01)
                return json.dumps(os.getpid())
            """);
        var (a, b) = (Path.Combine(Folder, Guid.NewGuid().ToString()), Path.Combine(Folder, Guid.NewGuid().ToString()));

        var first = await PidAsync(a, a);
        var second = await PidAsync(a, a);
        File.Delete(a);
        // Each waits for the other: in one environment they would wait for ever.
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
    public async Task A_function_that_takes_too_long_is_killed_and_the_next_event_is_answered()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                time.sleep(event["s"])
                return "\"done\""
            """, timeout: 1);

        using var slow = await InvokeAsync("f", """{"s":60}""");
        using var next = await InvokeAsync("f", """{"s":0}""");

        await IsErrorAsync(slow, "Sandbox.Timedout", "Task timed out after 1.00 seconds");
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("\"done\""));
        await Aws.LoggedAsync("Task timed out after 1.00 seconds");
    }

    [TestCase("os.kill(os.getpid(), signal.SIGKILL)", "Runtime exited with error: signal: killed")]
    [TestCase("os._exit(3)", "Runtime exited with error: exit status 3")]
    [TestCase("os._exit(0)", "Runtime exited without providing a reason")]
    public async Task A_process_that_ends_in_mid_event_costs_that_event(string end, string message)
    {
        Aws.Deploy("f", $$"""
            def answer(event, headers):
                if event.get("end"):
                    {{end}}
                return "\"alive\""
            """);

        using var ended = await InvokeAsync("f", """{"end":true}""");
        using var next = await InvokeAsync("f", "{}");

        await IsErrorAsync(ended, "Runtime.ExitError", message);
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("\"alive\""));
    }

    [Test]
    public async Task A_process_that_ends_between_two_events_costs_none()
    {
        Aws.Deploy("f", """
            import threading
            def answer(event, headers):
                return json.dumps(os.getpid())
            """);
        using var first = await InvokeAsync("f", "{}");
        using (var process = System.Diagnostics.Process.GetProcessById(
            int.Parse(await first.Content.ReadAsStringAsync(), System.Globalization.CultureInfo.InvariantCulture)))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        using var second = await InvokeAsync("f", "{}");

        Assert.That(second.Headers.Contains("X-Amz-Function-Error"), Is.False);
    }

    [Test]
    public async Task An_error_that_the_function_reports_is_handed_on_and_its_environment_lives()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                if event.get("fail"):
                    raise ValueError("no")
                return json.dumps(os.getpid())
            """);

        using var before = await InvokeAsync("f", "{}");
        using var failed = await InvokeAsync("f", """{"fail":true}""");
        using var after = await InvokeAsync("f", "{}");

        await IsErrorAsync(failed, "ValueError", "no");
        Assert.That(await after.Content.ReadAsStringAsync(), Is.EqualTo(await before.Content.ReadAsStringAsync()));
    }

    [Test]
    public async Task An_initialisation_that_fails_is_the_callers_error()
    {
        Aws.Deploy("f", """
            post("init/error", b'{"errorType":"Runtime.NoConfig","errorMessage":"no configuration"}')
            sys.exit(1)
            """);

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.NoConfig", "no configuration");
    }

    [Test]
    public async Task A_process_that_ends_before_its_first_event_is_an_exit_error()
    {
        Aws.Deploy("f", "#!/bin/sh\nexit 5\n", whole: true);

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.ExitError", "exit status 5");
    }

    [Test]
    public async Task A_zip_without_bootstrap_is_named_as_Lambda_names_it()
    {
        Aws.Deploy("f", "pass", entry: "main");

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.InvalidEntrypoint", "Couldn't find valid bootstrap(s)");
    }

    [Test]
    public async Task A_bootstrap_for_another_processor_says_how_to_build_it()
    {
        // An ELF header for the machine that this is not.
        var other = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? '\x3e' : '\xb7';
        Aws.Deploy("f", $"\u007fELF\x02\x01\x01{new string('\0', 9)}\x02\0{other}\0{new string('\0', 40)}", whole: true);

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.InvalidEntrypoint", "exec format error");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("scripts/build --arch"));
    }

    [Test]
    public async Task Beyond_the_reserved_concurrency_events_are_throttled()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                while not os.path.exists(event["until"]):
                    time.sleep(0.01)
                return "1"
            """, reserved: 1);
        var until = Path.Combine(Folder, Guid.NewGuid().ToString());
        var payload = new JsonObject { ["until"] = until }.ToJsonString();

        Task<HttpResponseMessage>[] both = [InvokeAsync("f", payload), InvokeAsync("f", payload)];
        // One of them waits for the file, so the other ends first.
        var ended = await Task.WhenAny(both);
        using var throttled = await ended;
        await File.WriteAllTextAsync(until, "");
        using var answered = await both.Single(invocation => invocation != ended);

        Assert.That(throttled.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(throttled.Headers.GetValues("X-Amzn-ErrorType"), Is.EqualTo(new[] { "TooManyRequestsException" }));
        Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task New_code_runs_with_the_next_event_once_the_change_is_told()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                return "1"
            """);
        using var before = await InvokeAsync("f", "{}");

        Aws.Deploy("f", """
            def answer(event, headers):
                return "2"
            """);
        (await _http.PostAsync("_changed", null)).Dispose();
        using var after = await InvokeAsync("f", "{}");

        Assert.That(await before.Content.ReadAsStringAsync(), Is.EqualTo("1"));
        Assert.That(await after.Content.ReadAsStringAsync(), Is.EqualTo("2"));
    }

    [Test]
    public async Task The_Runtime_API_refuses_what_does_not_fit()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                mine = headers["Lambda-Runtime-Aws-Request-Id"]
                codes = [post("invocation/unknown/response", b"1"), post(f"invocation/{mine}/response", b"1"),
                         post(f"invocation/{mine}/response", b"2"), post("init/error", b"{}")]
                print("codes", codes)
                return "3"
            """);

        using var response = await InvokeAsync("f", "{}");

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("1"), "the first answer counts");
        await Aws.LoggedAsync("codes [400, 202, ");
    }

    [Test]
    public async Task A_response_that_is_too_large_is_an_error_and_the_environment_lives()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                return "x" * event["size"]
            """);

        using var large = await InvokeAsync("f", """{"size":6291557}""");
        using var next = await InvokeAsync("f", """{"size":1}""");

        await IsErrorAsync(large, "Function.ResponseSizeTooLarge", "6291556 bytes");
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task An_asynchronous_invocation_that_fails_is_tried_three_times()
    {
        var count = Path.Combine(Folder, Guid.NewGuid().ToString());
        Aws.Deploy("f", """
            def answer(event, headers):
                with open(event["count"], "a") as file:
                    file.write("x")
                print("attempt", os.path.getsize(event["count"]))
                raise ValueError("again")
            """);

        using var accepted = await InvokeAsync(
            "f", new JsonObject { ["count"] = count }.ToJsonString(), ("X-Amz-Invocation-Type", "Event"));

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await Aws.LoggedAsync("attempt 3");
    }

    [TestCase("nothing", "{}", "RequestResponse", 404, "ResourceNotFoundException")]
    [TestCase("nothing", "{}", "Event", 404, "ResourceNotFoundException")]
    [TestCase("f", "{", "RequestResponse", 400, "InvalidRequestContentException")]
    [TestCase("f", "{}", "Sometimes", 400, "InvalidParameterValueException")]
    public async Task What_cannot_be_invoked_is_refused_as_Lambda_refuses_it(string name, string payload, string type, int status, string error)
    {
        Aws.Deploy("f", "pass");

        using var response = await InvokeAsync(name, payload, ("X-Amz-Invocation-Type", type));

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.GetValues("X-Amzn-ErrorType").Single(), Is.EqualTo(error));
    }

    [Test]
    public async Task A_request_of_more_than_6_MB_is_refused()
    {
        using var response = await InvokeAsync("f", $"\"{new string('x', 6_291_455)}\"");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    private async Task<HttpResponseMessage> InvokeAsync(string name, string payload, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2015-03-31/functions/{name}/invocations")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload)),
        };
        foreach (var (header, value) in headers)
        {
            request.Headers.Add(header, value);
        }

        return await _http.SendAsync(request);
    }

    private static async Task IsErrorAsync(HttpResponseMessage response, string type, string message)
    {
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(response.Headers.GetValues("X-Amz-Function-Error"), Is.EqualTo(new[] { "Unhandled" }));
            Assert.That((string)error["errorType"]!, Is.EqualTo(type));
            Assert.That((string)error["errorMessage"]!, Does.Contain(message));
        });
    }
}
