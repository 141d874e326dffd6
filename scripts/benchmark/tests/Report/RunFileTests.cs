using System.Text.Json;
using Quickchange.Benchmark.Report;

namespace Quickchange.Benchmark.Tests.Report;

public class RunFileTests
{
    private string _file = "";

    [SetUp]
    public void Create() => _file = Path.GetTempFileName();

    [TearDown]
    public void Delete() => File.Delete(_file);

    [Test]
    public void A_run_comes_back_as_it_was()
    {
        File.WriteAllText(_file, Runs.Usual.ToJson());
        Assert.That(File.ReadAllText(_file), Does.Contain("\"together_ms\"").And.Contain("\"system_calls_up_to_next\""));
        Assert.That(RunFile.Read(_file).ToJson(), Is.EqualTo(Runs.Usual.ToJson()));
    }

    [Test]
    public void It_has_the_members_of_a_run_and_no_other()
    {
        using var document = JsonDocument.Parse(Runs.Usual.ToJson());
        Assert.That(
            document.RootElement.EnumerateObject().Select(static member => member.Name),
            Is.EqualTo(new[] { "date", "commit", "machine", "rounds", "contestants" }));
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"date":"2026-03-04T00:00:00Z","commit":null,"machine":null,"rounds":1,"contestants":[]}""")]
    public void What_is_no_run_is_told_with_its_file(string text)
    {
        File.WriteAllText(_file, text);
        Assert.That(() => RunFile.Read(_file), Throws.TypeOf<BenchmarkException>().With.Message.StartsWith($"{_file} is not what scripts/bench writes"));
    }

    [Test]
    public void A_file_that_is_not_there_is_told_with_what_makes_it()
    {
        File.Delete(_file);
        Assert.That(
            () => RunFile.Read(_file),
            Throws.TypeOf<BenchmarkException>().With.Message.Contains(_file).And.Message.Contains("scripts/bench --store"));
    }
}
