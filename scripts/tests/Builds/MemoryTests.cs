using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>
/// Tests that a published binary can use the function's memory, or less if the user has set a lower limit. If it exceeds the
/// limit, it reports an error and continues.
/// </summary>
[Category("e2e")]
[Parallelizable]
public class MemoryTests
{
    // In MB. Built is the value in the probe's descriptor, which is embedded.
    private const int Built = 128;
    private const int Raised = 512;
    private const int Lowered = 64;
    private const int Unknown = 0;

    private string _zip = null!;

    [OneTimeSetUp]
    public async Task Build() => _zip = await Published.ProbeAsync("dynamic", Published.HostArchitecture);

    [TestCase(Built, Built)]
    [TestCase(Raised, Raised)]
    [TestCase(Lowered, Lowered)]
    [TestCase(Unknown, Built)]
    public void A_function_holds_as_much_as_its_memory(int memoryMb, int limitMb) => Holds(memoryMb, limitMb);

    [TestCase(Raised, Built)]
    [TestCase(Raised, Lowered)]
    [TestCase(Built, Lowered)]
    [TestCase(Built, Raised)]
    public void A_limit_of_the_users_holds_if_it_is_lower(int memoryMb, int userMb) =>
        Holds(memoryMb, Math.Min(memoryMb, userMb), ("DOTNET_GCHeapHardLimit", Hexadecimal((long)userMb << 20)));

    // A percentage of the machine's memory, which the embedded limit must not override.
    [Test]
    public void A_lower_percentage_of_the_users_holds()
    {
        var machineMb = (int)(GC.GetGCMemoryInfo().HighMemoryLoadThresholdBytes / 9 * 10 >> 20);
        var percent = Math.Max(1, Raised * 100 / 2 / machineMb);

        Holds(Raised, Math.Min(Raised, machineMb * percent / 100), ("DOTNET_GCHeapHardLimitPercent", Hexadecimal(percent)));
    }

    private void Holds(int memoryMb, int limitMb, params (string Name, string Value)[] variables)
    {
        using var probe = FunctionProcess.Busy(_zip, memoryMb, [], variables);

        Assert.Multiple(() =>
        {
            Assert.That(Invoke(probe, $"hold {limitMb * 3 / 4}"), Is.EqualTo($"{limitMb * 3 / 4}"));
            Assert.That(Invoke(probe, $"hold {limitMb * 5 / 4}"), Is.EqualTo(nameof(OutOfMemoryException)));
            Assert.That(Invoke(probe, "sum 3"), Is.EqualTo("6"));
        });
    }

    // Returns the answer, or the type of the exception.
    private static string? Invoke(FunctionProcess probe, string command)
    {
        var outcome = probe.Invoke(Encoding.UTF8.GetBytes($"\"{command}\""));
        var answer = JsonNode.Parse(outcome.Text)!;
        return (string?)(outcome.Failed ? answer["errorType"] : answer);
    }

    private static string Hexadecimal(long number) => number.ToString("x", CultureInfo.InvariantCulture);
}
