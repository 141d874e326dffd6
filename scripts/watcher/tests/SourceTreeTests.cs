using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher.Tests;

/// <summary>Whatever an editor does to save a file, the next look sees it.</summary>
public sealed class SourceTreeTests
{
    private static readonly DateTime Earlier = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private string _folder = null!;

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_file_that_is_written_again_is_modified()
    {
        var file = Write("a.cs", "one");
        var before = Read();

        Write("a.cs", "two", Earlier.AddTicks(1));

        Assert.That(Read().ChangesSince(before), Is.EqualTo(new[] { new Change(file, ChangeKind.Modified) }));
    }

    [Test]
    public void A_file_that_is_replaced_by_another_is_modified()
    {
        var file = Write("a.cs", "one");
        var before = Read();

        File.Move(Write("a.cs~", "two", Earlier.AddTicks(1)), file, overwrite: true);

        Assert.That(Read().ChangesSince(before), Is.EqualTo(new[] { new Change(file, ChangeKind.Modified) }));
    }

    [Test]
    public void A_renamed_file_is_removed_and_added()
    {
        var file = Write("sub/a.cs", "one");
        var before = Read();

        File.Move(file, file + "x.cs");

        Assert.That(
            Read().ChangesSince(before),
            Is.EquivalentTo(new[] { new Change(file + "x.cs", ChangeKind.Added), new Change(file, ChangeKind.Removed) }));
    }

    [Test]
    public void What_a_link_leads_to_counts()
    {
        var target = Write("bin/target", "one");
        var link = Path.Combine(_folder, "a.cs");
        File.CreateSymbolicLink(link, target);
        var before = Read();

        Write("bin/target", "other");

        Assert.That(Read().ChangesSince(before), Is.EqualTo(new[] { new Change(link, ChangeKind.Modified) }));
    }

    [Test]
    public void Output_of_builds_does_not_count()
    {
        var before = Read();

        Write("obj/a.cs", "one");
        Write(".git/index", "one");

        Assert.That(Read().ChangesSince(before), Is.Empty);
    }

    [Test]
    public void A_file_elsewhere_counts_from_when_it_is_named()
    {
        var file = Write("obj/a.cs", "one");
        var before = Read().With([file]);

        Write("obj/a.cs", "other");

        Assert.That(SourceTree.Read([_folder], [file]).ChangesSince(before), Is.EqualTo(new[] { new Change(file, ChangeKind.Modified) }));
    }

    private SourceTree Read() => SourceTree.Read([_folder], []);

    private string Write(string name, string text, DateTime? time = null)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, time ?? Earlier);
        return file;
    }
}
