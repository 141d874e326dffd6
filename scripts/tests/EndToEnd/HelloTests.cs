using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests <c>hello</c>, invoked directly and through its route, and its logs.</summary>
[Parallelizable]
public class HelloTests : CloudTests
{
    private static readonly string Function = $"{Cloud.Prefix}-hello";

    [Test]
    public async Task The_route_shows_the_invocations_context()
    {
        var answer = JsonNode.Parse(await Cloud.Http.GetStringAsync("Prod/hello"))!;

        Assert.Multiple(() =>
        {
            Assert.That((string)answer["function"]!, Is.EqualTo(Function));
            Assert.That((string)answer["version"]!, Does.Match("^[1-9][0-9]*$"));
            Assert.That(Guid.TryParse((string)answer["request_id"]!, out _), Is.True);
            Assert.That((int)answer["memory_mb"]!, Is.EqualTo(128));
            Assert.That((int)answer["remaining_ms"]!, Is.InRange(1, 5000));
        });
    }

    [Test]
    public async Task Marco_is_answered_Polo_and_the_log_has_the_invocations_start_end_and_report()
    {
        var answer = await Cloud.AwsAsync("lambda", "invoke", new
        {
            FunctionName = Function,
            Qualifier = "live",
            Payload = Convert.ToBase64String("""{"name":"Marco"}"""u8),
        });
        var request = (string)answer["ResponseMetadata"]!["RequestId"]!;

        var lines = await Cloud.LogsAsync(Function, $"REPORT RequestId: {request}");

        Assert.That((string)answer["Payload"]!, Is.EqualTo("\"Polo\""));
        Assert.That(lines, Has.Some.StartsWith($"START RequestId: {request} Version: "));
        Assert.That(lines, Has.Some.StartsWith($"END RequestId: {request}"));
        Assert.That(lines, Has.Some.StartsWith($"REPORT RequestId: {request}\tDuration: "));
    }

    [Test]
    public async Task The_command_prints_the_result_of_an_example_and_its_figures()
    {
        var invoked = await Cloud.RunAsync("scripts/invoke", "hello", "--event", "marco", "--port", $"{Cloud.Port}");

        Assert.That(invoked.ExitCode, Is.Zero);
        Assert.That(invoked.Output, Does.Contain("\"Polo\"").And.Match(@"[\d.]+ ms, billed \d+ ms, memory \d+ of 128 MB"));
    }

    [Test]
    public async Task The_command_accepts_an_event_of_the_route_asynchronously_and_the_log_has_it()
    {
        var accepted = (await Cloud.RunAsync("scripts/invoke", "hello", "--event", "GET /hello", "--async", "--port", $"{Cloud.Port}")).Succeeded();

        var request = Guid.Parse(accepted.Output.Split(' ', ';')[2]);
        Assert.That(await Cloud.LogsAsync(Function, $"REPORT RequestId: {request}"), Is.Not.Empty);
    }
}
