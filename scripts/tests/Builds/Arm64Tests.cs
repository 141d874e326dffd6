using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>
/// What is built for arm64 answers the functions' own examples: natively on such a machine, under QEMU on others. It is
/// apart from the tests of a cloud, and needs none.
/// </summary>
[Category("e2e")]
[Parallelizable]
public class Arm64Tests
{
    private static readonly Dictionary<string, string?> NoChanges = [];

    private string[] _runner = [];
    private ApiDocument _document = null!;

    [OneTimeSetUp]
    public async Task Build()
    {
        _runner = await RunnerAsync();
        (await Command.RunAsync(
            Repository.Root, NoChanges, Path.Combine(Repository.Root, "scripts", "build"), "--arch", "arm64")).Succeeded();

        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "artifacts", "openapi.json"));
        _document = new(JsonNode.Parse(document)!.AsObject(), new("http://127.0.0.1/"));
    }

    // Through a file, because what is said of missing tools is in the same output.
    private static async Task<string[]> RunnerAsync()
    {
        var words = Path.GetTempFileName();
        try
        {
            (await Command.RunAsync(
                Repository.Root, NoChanges, "bash", "-c",
                "source scripts/lib/common.sh && prepare e2e && python3 scripts/lib/fetched.py arm64 >\"$0\"", words)).Succeeded();
            return await File.ReadAllLinesAsync(words);
        }
        finally
        {
            File.Delete(words);
        }
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Functions))]
    public async Task Every_example_is_answered_as_it_says(string function)
    {
        var routes = ExamplesOf(function).ToArray();
        var events = EventExample.Of(function).ToArray();
        Assert.That(routes.Length + events.Length, Is.Positive, $"functions/{function} has examples");

        await using var process = await FunctionProcess.StartAsync(function, Repository.ZipOf(function, "linux-arm64"), _runner);
        foreach (var example in routes)
        {
            await AnswersAsync(process, example);
        }

        foreach (var example in events)
        {
            await AnswersAsync(process, example);
        }
    }

    // Those of its operations.json, and a plain request to each route that needs no parameter.
    private IEnumerable<ApiExample> ExamplesOf(string function)
    {
        var routes = (Repository.Descriptor(function)["routes"]?.AsArray() ?? []).Select(static route => (string)route!).ToArray();
        return _document.Examples.Where(example => routes.Contains(example.Route)).Concat(
            from route in routes
            where route.StartsWith("GET ", StringComparison.Ordinal) && !route.Contains('{', StringComparison.Ordinal)
            select new ApiExample(route, "plain", route.Split(' ')[1], null, 200, null));
    }

    private async Task AnswersAsync(FunctionProcess process, ApiExample example)
    {
        var text = await process.InvokeAsync(HttpEvent.Of(example));

        var (status, type, body) = HttpAnswer(text);
        Assert.Multiple(() =>
        {
            var what = $"{example.Route}: {example.Name}: {text}";
            Assert.That(status, Is.EqualTo(example.Status), what);
            Assert.That(_document.ProblemOf(example.Route, status, type, body), Is.Null, what);
            Assert.That(example.Response is null || JsonNode.DeepEquals(JsonNode.Parse(body), example.Response), Is.True, what);
        });
    }

    // To API Gateway, what says no status is the body of a good answer.
    private static (int Status, string? ContentType, string Body) HttpAnswer(string text)
    {
        if (JsonNode.Parse(text) is not JsonObject answer || answer["statusCode"] is null)
        {
            return (200, "application/json", text);
        }

        var type = answer["headers"]!.AsObject()
            .Single(static header => string.Equals(header.Key, "content-type", StringComparison.OrdinalIgnoreCase));
        return ((int)answer["statusCode"]!, MediaTypeHeaderValue.Parse((string)type.Value!).MediaType, (string)answer["body"]!);
    }

    private static async Task AnswersAsync(FunctionProcess process, EventExample example)
    {
        process.Aws.Calls.Clear();
        foreach (var (key, content) in example.Objects)
        {
            process.Aws.Objects[key] = content;
        }

        var answer = await process.InvokeAsync(example.Event);

        Assert.Multiple(() =>
        {
            Assert.That(
                JsonNode.DeepEquals(answer.Length == 0 ? null : JsonNode.Parse(answer), example.Response), Is.True, $"{example.File}: {answer}");
            Assert.That(process.Aws.Calls.Distinct(), Is.EquivalentTo(example.Calls), example.File);
        });
    }
}
