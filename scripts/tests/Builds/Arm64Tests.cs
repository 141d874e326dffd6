using System.Text;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>
/// Tests that arm64 builds answer the functions' own examples, natively on an arm64 machine and under QEMU on others. Needs no
/// local cloud.
/// </summary>
[Category("e2e")]
[Parallelizable]
public class Arm64Tests
{
    private string[] _runner = [];

    [OneTimeSetUp]
    public async Task Build()
    {
        _runner = await Published.RunnerAsync("arm64");
        await Published.FunctionsAsync("arm64");
    }

    [TestCaseSource(typeof(Repository), nameof(Repository.Functions))]
    public async Task Every_example_is_answered_as_it_says(string function)
    {
        var examples = FunctionExample.Of(function, Repository.Built);
        Assert.That(examples, Is.Not.Empty, $"functions/{function} has examples");

        using var aws = new AwsStub();
        using var process = FunctionProcess.Of(function, Repository.Built.ZipOf(function, "linux-arm64"), _runner, aws);
        foreach (var example in examples)
        {
            aws.Calls.Clear();
            example.Prepare(aws);

            var outcome = process.Invoke(Encoding.UTF8.GetBytes(example.Event));

            Assert.That(outcome.Failed, Is.False, $"{example.Name}: {outcome.Text}");
            Assert.That(example.ProblemOf(outcome.Text, aws.Calls), Is.Null, example.Name);
        }
    }
}
