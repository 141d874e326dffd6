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
        await using var probe = await Probe.CreateAsync(Cloud, ["wait_if_asked"], timeout: 5);

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
        await using var probe = await Probe.CreateAsync(Cloud, ["end_if_told", "SIGKILL"]);
        var before = await Cloud.Http.GetStringAsync(probe.Path);

        using var killed = await Cloud.Http.GetAsync($"{probe.Path}?end");
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
        await using var probe = await Probe.CreateAsync(Cloud, ["end_if_told", "SIGKILL"]);

        var answer = await Cloud.AwsAsync("lambda", "invoke", new { FunctionName = probe.Name, Payload = Convert.ToBase64String("""{"end":true}"""u8) });

        Assert.Multiple(() =>
        {
            Assert.That((string)answer["FunctionError"]!, Is.EqualTo("Unhandled"));
            Assert.That((string)answer["Payload"]!, Does.Contain("\"errorType\":\"Runtime.ExitError\""));
            Assert.That((string)answer["Payload"]!, Does.Contain("signal: killed"));
        });
    }
}
