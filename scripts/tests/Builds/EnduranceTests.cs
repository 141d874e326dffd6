using System.Text;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>Tests that shipped functions answer their examples a hundred thousand times without growing.</summary>
[Category("e2e")]
[Parallelizable]
public class EnduranceTests
{
    // Most invocations use the last example; each of the others recurs regularly.
    private const int Others = 100;

    // Except functions that wait for AWS, and one that always answers the same long text.
    private static IEnumerable<string> Functions =>
        Repository.Functions.Where(static each => !Repository.Built.CallsAws(each)).Except(Repository.Built.WithDocument);

    [OneTimeSetUp]
    public Task Build() => Published.FunctionsAsync(Published.HostArchitecture);

    [TestCaseSource(nameof(Functions))]
    public void A_hundred_thousand_invocations_leave_no_memory_behind(string function)
    {
        var examples = FunctionExample.Of(function, Repository.Built);
        var events = examples.Select(static example => Encoding.UTF8.GetBytes(example.Event)).ToArray();
        var right = new string?[events.Length];
        using var process = FunctionProcess.Busy(Repository.Built.ZipOf(function), (int)Repository.Built.Descriptor(function)["memory_mb"]!, []);

        Endurance.Check(process, emulated: false, number =>
        {
            var index = number % Others == 0 ? number / Others % events.Length : events.Length - 1;
            var answer = process.Invoke(events[index]).Text;
            if (answer != right[index])
            {
                Assert.That(examples[index].ProblemOf(answer, []), Is.Null, examples[index].Name);
                right[index] = answer;
            }
        });
    }
}
