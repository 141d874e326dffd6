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

    [OneTimeSetUp]
    public async Task Build()
    {
        _runner = await RunnerAsync();
        (await Command.RunAsync(
            Repository.Root, NoChanges, Path.Combine(Repository.Root, "scripts", "build"), "--arch", "arm64")).Succeeded();    }

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
        var examples = FunctionExample.Of(function, Repository.Built);
        Assert.That(examples, Is.Not.Empty, $"functions/{function} has examples");

        await using var process = await FunctionProcess.StartAsync(function, Repository.Built.ZipOf(function, "linux-arm64"), _runner);
        foreach (var example in examples)
        {
            process.Aws.Calls.Clear();
            process.Aws.Put(example.Objects);

            var answer = await process.InvokeAsync(example.Event);

            Assert.That(example.ProblemOf(answer, process.Aws.Calls), Is.Null, example.Name);
        }
    }
}
