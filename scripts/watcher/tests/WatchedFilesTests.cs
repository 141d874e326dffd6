using Quickchange.Watcher.Compiling;
using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher.Tests;

/// <summary>Tests what a saved file means for the watched function <c>f</c>.</summary>
public sealed class WatchedFilesTests
{
    private string _root = null!;
    private WatchedFiles _files = null!;
    private Compiler _compiler = null!;

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory().FullName;
        Write("functions/f/function.json", """{"data": {"table.txt": "artifacts/table.txt"}}""");
        Write("functions/f/Main.cs", "");
        Write(".editorconfig", "root = true");
        var project = Path.Combine(_root, "functions/f/F.csproj");
        _files = new(new(_root, 4321, true, new Dictionary<string, string> { ["f"] = project }));
        _compiler = new(
            [new(project, "ref/F.dll", null, new Dictionary<string, string>(), [], [$"/out:{_root}/F.dll", $"/analyzerconfig:{_root}/.editorconfig", "Main.cs"])],
            earlier: null);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [TestCase("functions/f/Main.cs", "Modified", "Source")]
    [TestCase("functions/f/Main.cs", "Removed", "List")]
    [TestCase("functions/f/New.cs", "Added", "List")]
    [TestCase("functions/f/New.cs~", "Added", "None")]
    [TestCase("functions/f/F.csproj", "Modified", "Project")]
    [TestCase("functions/f/function.json", "Modified", "Descriptor")]
    [TestCase("functions/g/Other.cs", "Modified", "Unused")]
    [TestCase("functions/g/Other.cs", "Removed", "None")]
    [TestCase("shared/New.cs", "Added", "List")]
    [TestCase("Directory.Packages.props", "Modified", "Project")]
    [TestCase("functions/f/packages.lock.json", "Modified", "Project")]
    [TestCase(".editorconfig", "Modified", "List")]
    [TestCase("artifacts/table.txt", "Modified", "Data")]
    [TestCase("functions/f/README.md", "Modified", "None")]
    public void Each_file_has_a_meaning(string file, string change, string meaning) =>
        Assert.That($"{_files.KindOf(new(Path.Combine(_root, file), Enum.Parse<ChangeKind>(change)), _compiler)}", Is.EqualTo(meaning));

    [Test]
    public void What_a_compilation_reads_elsewhere_is_watched_too()
    {
        Assert.That(_files.Elsewhere(_compiler), Is.EqualTo(new[] { Path.Combine(_root, ".editorconfig") }));
        var before = _files.Read(_compiler);

        Write("artifacts/table.txt", "new");
        Write(".editorconfig", "root = false");

        Assert.That(_files.Read(_compiler).ChangesSince(before).Select(change => Path.GetRelativePath(_root, change.File)), Is.EquivalentTo(new[] { "artifacts/table.txt", ".editorconfig" }));
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
