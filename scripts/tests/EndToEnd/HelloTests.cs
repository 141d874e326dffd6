using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary><c>hello</c>, invoked directly and through its route, and its logs.</summary>
[Category("e2e")]
[Parallelizable]
public class HelloTests
{
    private const string Function = "quickchange-local-hello";

    private static Cloud Cloud => SharedCloud.Cloud;

    [Test]
    public async Task Marco_is_answered_Polo()
    {
        var answer = await InvokeAsync("""{"name":"Marco"}""");

        Assert.That((string)answer["Payload"]!, Is.EqualTo("\"Polo\""));
    }

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
    public async Task An_invocations_log_has_its_start_its_end_and_its_report()
    {
        var answer = await InvokeAsync("""{"name":"Marco"}""");
        var request = (string)answer["ResponseMetadata"]!["RequestId"]!;

        var lines = await Cloud.LogsAsync(Function, $"REPORT RequestId: {request}");

        Assert.That(lines, Has.Some.StartsWith($"START RequestId: {request} Version: "));
        Assert.That(lines, Has.Some.StartsWith($"END RequestId: {request}"));
        Assert.That(lines, Has.Some.StartsWith($"REPORT RequestId: {request}\tDuration: "));
    }

    private static Task<JsonNode> InvokeAsync(string payload) =>
        Cloud.AwsAsync("lambda", "invoke", new
        {
            FunctionName = Function,
            Qualifier = "live",
            Payload = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(payload)),
        });
}
