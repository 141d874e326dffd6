using System.Text.Json.Nodes;
using System.Xml.Linq;
using Quickchange.Benchmark.Report;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests.Report;

public class StoredTests
{
    private const string Before = $"""
        # Name

        {Readme.Begin}
        old
        {Readme.End}

        rest

        """;

    private string _root = "";

    private string ReadmeFile => Path.Combine(_root, Stored.ReadmeFile);

    private string KeptFile => Path.Combine(_root, Stored.RunFileName);

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory().FullName;
        Directory.CreateDirectory(Path.Combine(_root, "docs"));
        File.WriteAllText(ReadmeFile, Before);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [Test]
    public void The_repository_shows_the_run_that_it_keeps()
    {
        foreach (var (file, text) in Stored.Shown(Repository.Root))
        {
            Assert.That(
                File.ReadAllText(Path.Combine(Repository.Root, file)), Is.EqualTo(text), $"{file} is out of date; run scripts/bench --readme");
        }
    }

    [Test]
    public void A_run_that_is_kept_is_shown()
    {
        Stored.Keep(_root, Runs.Usual);
        Assert.That(File.ReadAllText(KeptFile), Is.EqualTo(Runs.Usual.ToJson()));
        Assert.That(File.ReadAllText(ReadmeFile), Does.StartWith("# Name\n\n<!--").And.EndsWith("-->\n\nrest\n").And.Not.Contain("old"));
        Assert.That(File.ReadAllText(ReadmeFile), Does.Contain(Markdown.Of(ResultsTable.Brief(Runs.Usual))).And.Contain("2026-03-05, commit 0123abc, 3 rounds"));
        Assert.That(File.ReadAllText(Path.Combine(_root, Stored.AllFiguresFile)), Does.Contain(Markdown.Of(ResultsTable.Whole(Runs.Usual))));
        Assert.That(Directory.EnumerateFiles(_root, "*.partial", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void What_is_shown_again_stays_as_it_is()
    {
        Stored.Keep(_root, Runs.Usual);
        var once = File.ReadAllText(ReadmeFile);
        Stored.Show(_root);
        Assert.That(File.ReadAllText(ReadmeFile), Is.EqualTo(once));
    }

    [Test]
    public void The_picture_is_a_document_with_a_mark_for_each_start()
    {
        var picture = XDocument.Parse(Picture.Of(Runs.Usual)).Root!;
        var svg = picture.GetDefaultNamespace();
        Assert.That(svg.NamespaceName, Is.EqualTo("http://www.w3.org/2000/svg"));
        Assert.That(picture.Descendants(svg + "circle").Count(), Is.EqualTo(2 * 3 * 3));
        Assert.That(picture.Element(svg + "style")!.Value, Does.Contain("prefers-color-scheme: dark"));
    }

    [Test]
    public void A_run_without_a_floor_is_not_shown()
    {
        File.WriteAllText(KeptFile, Runs.Of(Runs.Contestant("change", ContestantKind.Function, [1])).ToJson());
        Assert.That(() => Stored.Show(_root), Throws.TypeOf<BenchmarkException>().With.Message.Contains("“floor”"));
        Assert.That(File.ReadAllText(ReadmeFile), Is.EqualTo(Before));
    }

    [TestCase("no comments")]
    [TestCase(Readme.Begin)]
    [TestCase(Readme.End + Readme.Begin)]
    [TestCase(Readme.Begin + Readme.End + Readme.End)]
    public void A_README_without_a_place_for_results_stays_as_it_is(string text)
    {
        File.WriteAllText(ReadmeFile, text);
        Assert.That(
            () => Stored.Keep(_root, Runs.Usual), Throws.TypeOf<BenchmarkException>().With.Message.Contains(Readme.Begin).And.Message.Contains(Readme.End));
        Assert.That(File.ReadAllText(ReadmeFile), Is.EqualTo(text));
        Assert.That(File.Exists(KeptFile), Is.False);
    }

    [Test]
    public void Without_a_kept_run_the_command_says_what_makes_one() =>
        Assert.That(
            () => Stored.Show(_root), Throws.TypeOf<BenchmarkException>().With.Message.Contains(KeptFile).And.Message.Contains("scripts/bench --store"));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"date":"2026-03-04T00:00:00Z","commit":null,"machine":null,"rounds":1,"contestants":[]}""")]
    public void What_is_no_run_is_told_with_its_file(string text)
    {
        File.WriteAllText(KeptFile, text);
        Assert.That(() => Stored.Show(_root), Throws.TypeOf<BenchmarkException>().With.Message.StartsWith($"{KeptFile} was not written by this version of scripts/bench"));
    }

    [Test]
    public void A_run_comes_back_as_it_was_with_its_own_members_and_no_other()
    {
        var json = Runs.Usual.ToJson();
        Assert.That(BenchmarkRun.Parse(json).ToJson(), Is.EqualTo(json).And.Contain("\"together_ms\"").And.Contain("\"system_calls_up_to_next\""));
        Assert.That(
            JsonNode.Parse(json)!.AsObject().Select(static member => member.Key),
            Is.EqualTo(new[] { "date", "commit", "machine", "rounds", "contestants" }));
    }

    [Test]
    public void A_run_leaves_its_samples_a_page_and_a_table_in_its_folder()
    {
        var folder = Path.Combine(_root, "out");
        ReportFiles.Write(Runs.Usual, folder);
        Assert.That(Directory.EnumerateFiles(folder).Select(static file => Path.GetFileName(file)), Is.EquivalentTo(new[] { "bench.html", "bench.json", "bench.md" }));
        Assert.That(File.ReadAllText(Path.Combine(folder, "bench.json")), Is.EqualTo(Runs.Usual.ToJson()));
    }
}
