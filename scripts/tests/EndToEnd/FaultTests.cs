using System.Net;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>What a caller sees when a function fails, and that the next request does not.</summary>
[Category("e2e")]
public class FaultTests
{
    private const string GatewayError = """{"message":"Internal Server Error"}""";

    private static Cloud Cloud => SharedCloud.Cloud;

    [Test]
    public async Task A_request_that_outlives_the_timeout_gets_the_gateways_answer_and_the_next_one_works()
    {
        await using var probe = await Probe.CreateAsync(Cloud, """
            def answer(event):
                if event.get("rawQueryString") == "slow":
                    time.sleep(60)
                return '"quick"'
            """, timeout: 5);

        using var slow = await Cloud.Http.GetAsync($"{probe.Path}?slow");
        using var next = await Cloud.Http.GetAsync(probe.Path);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(slow.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(await slow.Content.ReadAsStringAsync(), Is.EqualTo(GatewayError));
            Assert.That(next.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("quick"));
            Assert.That(
                await Cloud.LogsAsync(probe.Name, "timed out"), Has.Some.Contains("Task timed out after 5.00 seconds"));
        });
    }

    [Test]
    public async Task A_killed_bootstrap_costs_one_answer_and_is_replaced()
    {
        await using var probe = await Probe.CreateAsync(Cloud, """
            def answer(event):
                if event.get("rawQueryString") == "die":
                    os.kill(os.getpid(), signal.SIGKILL)
                return '"alive"'
            """);
        var before = await Cloud.Http.GetStringAsync(probe.Path);

        using var killed = await Cloud.Http.GetAsync($"{probe.Path}?die");
        var after = await Cloud.Http.GetStringAsync(probe.Path);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(before, Is.EqualTo("alive"));
            Assert.That(killed.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(await killed.Content.ReadAsStringAsync(), Is.EqualTo(GatewayError));
            Assert.That(after, Is.EqualTo("alive"));
            Assert.That(await Cloud.LogsAsync(probe.Name, "killed"), Has.Some.Contains("signal: killed"));
        });
    }

    [Test]
    public async Task A_direct_invocation_of_a_killed_bootstrap_names_its_exit()
    {
        await using var probe = await Probe.CreateAsync(Cloud, """
            def answer(event):
                os.kill(os.getpid(), signal.SIGKILL)
            """);

        var answer = await Cloud.AwsAsync("lambda", "invoke", new { FunctionName = probe.Name });

        Assert.Multiple(() =>
        {
            Assert.That((string)answer["FunctionError"]!, Is.EqualTo("Unhandled"));
            Assert.That((string)answer["Payload"]!, Does.Contain("\"errorType\":\"Runtime.ExitError\""));
            Assert.That((string)answer["Payload"]!, Does.Contain("signal: killed"));
        });
    }
}
