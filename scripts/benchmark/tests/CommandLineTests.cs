namespace Quickchange.Benchmark.Tests;

public class CommandLineTests
{
    [Test]
    public void Without_words_everything_is_measured_for_two_minutes()
    {
        var options = CommandLine.Parse([], "/checkout");

        Assert.Multiple(() =>
        {
            Assert.That(options.Rounds, Is.Null);
            Assert.That(options.Seconds, Is.EqualTo(120));
            Assert.That(options.Only, Is.Empty);
            Assert.That(options.Beside, Is.Empty);
            Assert.That(options.Against, Is.Empty);
            Assert.That(options.Profile, Is.Null);
            Assert.That(options.Aws, Is.False);
            Assert.That(options.Store, Is.False);
            Assert.That(options.Readme, Is.False);
            Assert.That(options.Output, Is.EqualTo("/checkout/artifacts/bench"));
        });
    }

    [Test]
    public void Every_option_is_read()
    {
        using var folder = new TemporaryFolder();
        var zip = folder.PathOf("rust.zip");
        File.WriteAllText(zip, "");

        var options = CommandLine.Parse(
            ["--only", "change", "hello", "--rounds", "3", "--seconds", "4", "--against", "HEAD~1", "--against", "v1",
                "--beside", $"rust={zip}", "--link-profile", "static", "--runtime", "aws", "--store", "--output", "/elsewhere"], "/checkout");

        Assert.Multiple(() =>
        {
            Assert.That(options.Only, Is.EqualTo(["change", "hello"]));
            Assert.That(options.Rounds, Is.EqualTo(3));
            Assert.That(options.Seconds, Is.EqualTo(4));
            Assert.That(options.Against, Is.EqualTo(["HEAD~1", "v1"]));
            Assert.That(options.Beside, Is.EqualTo([("rust", zip)]));
            Assert.That(options.Profile, Is.EqualTo("static"));
            Assert.That(options.Aws);
            Assert.That(options.Store);
            Assert.That(options.Output, Is.EqualTo("/elsewhere"));
        });
    }

    [Test]
    public void Results_can_be_shown_without_a_run() => Assert.That(CommandLine.Parse(["--readme"], "/checkout").Readme);

    [TestCase("--rounds")]
    [TestCase("--rounds", "0")]
    [TestCase("--rounds", "three")]
    [TestCase("--seconds", "-1")]
    [TestCase("--only", "--rounds")]
    [TestCase("--runtime", "node")]
    [TestCase("--link-profile", "statically")]
    [TestCase("--readme", "--store")]
    [TestCase("--beside", "rust")]
    [TestCase("--beside", "rust=/nowhere/rust.zip")]
    [TestCase("--faster", "1")]
    [TestCase("change")]
    public void What_it_can_not_read_is_refused_by_name(params string[] words) =>
        Assert.That(
            () => CommandLine.Parse(words, "/checkout"),
            Throws.TypeOf<BenchmarkException>().With.Message.Contains(words[0]));
}
