using Microsoft.CodeAnalysis;
using Quickchange.Watcher.Compiling;
using Quickchange.Watcher.Projects;

namespace Quickchange.Watcher.Tests;

/// <summary>Tests what a save of a source file compiles: a program, and the library that it uses.</summary>
public sealed class CompilerTests
{
    private const string Number = "public static class Number { public static int Of(int value) => value + 1; }";

    private const string Main = "System.Console.WriteLine(Number.Of(1));";

    private string _folder = null!;
    private ProjectDescription _library = null!;
    private ProjectDescription _program = null!;
    private Compiler _compiler = null!;

    private string Library => Path.Combine(_folder, "Number.cs");

    private string Program => Path.Combine(_folder, "Main.cs");

    [SetUp]
    public void Compile()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Library, Number);
        File.WriteAllText(Program, Main);
        _library = Describe("Library", "/target:library", "Number.cs");
        _program = Describe("Program", "/target:exe", "Main.cs", $"/reference:{_library.ReferencedAs}");
        _compiler = new([_program, _library], earlier: null);
        Assert.That(_compiler.Compile(default), Is.Empty);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_change_within_a_library_compiles_only_the_library()
    {
        var before = Assemblies();

        Save(Library, Number.Replace("+ 1", "+ 2", StringComparison.Ordinal));

        Assert.That(_compiler.Compile(default), Is.Empty);
        Assert.That(Assemblies()[0], Is.SameAs(before[0]));
        Assert.That(Assemblies()[1].Image, Is.Not.EqualTo(before[1].Image));
    }

    [Test]
    public void A_changed_signature_in_a_library_compiles_the_program_too()
    {
        Save(Library, Number.Replace("int value", "int value, int other", StringComparison.Ordinal));

        var found = _compiler.Compile(default);

        Assert.That(found.Select(static each => each.Id), Is.EqualTo(new[] { "CS7036" }));
        Assert.That(_compiler.AssembliesOf(_program.File), Is.Null);

        Save(Program, Main.Replace("(1)", "(1, 2)", StringComparison.Ordinal));

        Assert.That(_compiler.Compile(default), Is.Empty);
        Assert.That(_compiler.AssembliesOf(_program.File), Is.Not.Null);
    }

    [Test]
    public void An_error_in_a_library_is_the_only_one_and_its_fix_is_what_ran_before()
    {
        var before = Assemblies().Select(static each => each.Image);

        Save(Library, Number.Replace("value + 1", "other + 1", StringComparison.Ordinal));
        var found = _compiler.Compile(default);

        Assert.That(found.Select(static each => each.Id), Is.EqualTo(new[] { "CS0103" }));
        Assert.That(found[0].Location.GetLineSpan().Path, Is.EqualTo(Library));
        Assert.That(_compiler.AssembliesOf(_program.File), Is.Null);

        Save(Library, Number);

        Assert.That(_compiler.Compile(default), Is.Empty);
        Assert.That(Assemblies().Select(static each => each.Image), Is.EqualTo(before));
    }

    [Test]
    public void A_warning_is_reported_but_stops_nothing()
    {
        Save(Program, Main + " int unused;");

        var found = _compiler.Compile(default);

        Assert.That(found.Select(static each => (each.Id, each.Severity)), Is.EqualTo(new[] { ("CS0168", DiagnosticSeverity.Warning) }));
        Assert.That(_compiler.AssembliesOf(_program.File), Is.Not.Null);
    }

    [Test]
    public void Saving_the_same_text_changes_nothing()
    {
        File.WriteAllText(Program, Main);

        Assert.That(_compiler.Update(Program), Is.False);
    }

    [Test]
    public void A_file_that_can_not_be_read_serves_nothing_until_it_can()
    {
        File.Delete(Program);
        Assert.That(_compiler.Update(Program), Is.True);
        _compiler.Compile(default);
        Assert.That(_compiler.AssembliesOf(_program.File), Is.Null);
        Assert.That(_compiler.Unreadable, Is.EqualTo(new[] { Program }));

        File.WriteAllText(Program, Main);
        Assert.That(_compiler.Update(Program), Is.True);
        _compiler.Compile(default);

        Assert.That(_compiler.AssembliesOf(_program.File), Is.Not.Null);
    }

    [Test]
    public void A_project_whose_description_is_the_same_keeps_its_assembly()
    {
        var before = Assemblies();
        File.WriteAllText(Path.Combine(_folder, "New.cs"), "public static class New;");

        _compiler = new([_program, Describe("Library", "/target:library", "Number.cs", "New.cs")], _compiler);
        _compiler.UpdateAll();

        Assert.That(_compiler.Compile(default), Is.Empty);
        Assert.That(Assemblies()[0].Name, Is.EqualTo(before[0].Name));
        Assert.That(Assemblies()[1].Image, Is.Not.EqualTo(before[1].Image));
    }

    private void Save(string file, string text)
    {
        File.WriteAllText(file, text);
        Assert.That(_compiler.Update(file), Is.True);
    }

    private IReadOnlyList<CompiledAssembly> Assemblies() => _compiler.AssembliesOf(_program.File)!;

    private ProjectDescription Describe(string name, params string[] arguments)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] all =
        [
            "/noconfig", "/nostdlib+", "/deterministic+", "/debug:portable", $"/out:{Path.Combine(_folder, name)}.dll",
            .. new[] { "System.Private.CoreLib", "System.Runtime", "System.Console" }.Select(assembly => $"/reference:{framework}/{assembly}.dll"),
            .. arguments,
        ];
        return new(Path.Combine(_folder, $"{name}.csproj"), Path.Combine(_folder, "ref", $"{name}.dll"), null, new Dictionary<string, string>(), [], all);
    }
}
