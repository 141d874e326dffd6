using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Quickchange.Watcher.Projects;
using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher.Compiling;

/// <summary>A project whose syntax trees and symbols stay in memory, so that a compilation only repeats what depends on a change.</summary>
internal sealed class CompiledProject
{
    // Most references are the same assemblies of .NET in all projects.
    private static readonly ConcurrentDictionary<string, MetadataReference> Files = new();

    private readonly CSharpCommandLineArguments _arguments;
    private readonly CSharpParseOptions _parsing;
    private readonly Dictionary<string, SyntaxTree> _trees = [];
    private readonly Dictionary<string, MetadataReference> _projects = [];
    private readonly HashSet<string> _unreadable = [];
    private readonly Dictionary<string, FileState?> _inputs;
    private CSharpCompilation _compilation;
    private GeneratorDriver _generators;

    /// <exception cref="ProjectException">The compiler rejects the project's arguments.</exception>
    public CompiledProject(ProjectDescription description)
    {
        Description = description;
        _arguments = CSharpCommandLineParser.Default.Parse(description.Arguments, description.Folder, sdkDirectory: null);
        if (_arguments.Errors is [var first, ..])
        {
            throw new ProjectException($"{description.File}: {first.GetMessage(null)}");
        }

        // Documentation is checked by the build.
        _parsing = _arguments.ParseOptions.WithDocumentationMode(DocumentationMode.None);
        _compilation = CSharpCompilation.Create(
            _arguments.CompilationName,
            references: _arguments.MetadataReferences.Where(static each => File.Exists(each.Reference))
                .Select(static each => Files.GetOrAdd(each.Reference, static file => MetadataReference.CreateFromFile(file)).WithProperties(each.Properties)),
            // A warning must not keep a developer from trying something. The build rejects it.
            options: _arguments.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default)
                .WithSpecificDiagnosticOptions(_arguments.CompilationOptions.SpecificDiagnosticOptions.Where(static option => option.Value == ReportDiagnostic.Suppress)));
        _generators = CSharpGeneratorDriver.Create(
            _arguments.AnalyzerReferences.SelectMany(static each => Generators.In(each.FilePath)),
            _arguments.AdditionalFiles.Select(static file => new AdditionalFile(file.Path)),
            _parsing,
            new EditorConfiguration(_arguments.AnalyzerConfigPaths));
        Sources = _arguments.SourceFiles.Select(static source => Path.GetFullPath(source.Path)).ToHashSet();
        _inputs = _arguments.AdditionalFiles.Select(static file => file.Path).Concat(_arguments.AnalyzerConfigPaths).Concat(description.Resources)
            .Select(Path.GetFullPath).Distinct().ToDictionary(static file => file, FileState.Of);
        UpdateAll();
    }

    public ProjectDescription Description { get; }

    /// <summary>The files that it compiles, with full paths.</summary>
    public IReadOnlySet<string> Sources { get; }

    /// <summary>Other files that the compilation reads, with full paths.</summary>
    public IReadOnlyCollection<string> Inputs => _inputs.Keys;

    /// <summary>The last assembly that was compiled without errors; null if there is none yet.</summary>
    public CompiledAssembly? Assembly { get; private set; }

    /// <summary>Whether something has changed since the last compilation without errors.</summary>
    public bool IsChanged { get; private set; } = true;

    /// <summary>Source files that could not be read, without which nothing is compiled.</summary>
    public IEnumerable<string> Unreadable => _unreadable;

    /// <summary>Whether its description is still correct, and no other input than its sources has changed.</summary>
    public bool IsCurrent(ProjectDescription description) => Description.IsSameAs(description) && Inputs.All(file => FileState.Of(file) == _inputs[file]);

    /// <summary>Whether it compiles against another project.</summary>
    public bool RefersTo(CompiledProject other) => _arguments.MetadataReferences.Any(each => each.Reference == other.Description.ReferencedAs);

    /// <summary>Reads all source files again.</summary>
    public void UpdateAll()
    {
        foreach (var file in Sources)
        {
            Update(file);
        }
    }

    /// <summary>Reads a source file again.</summary>
    /// <returns>Whether its text has changed.</returns>
    public bool Update(string file)
    {
        try
        {
            var text = SourceFile.Read(file, _arguments.ChecksumAlgorithm);
            var isReadable = !_unreadable.Remove(file);
            _trees.TryGetValue(file, out var before);
            if (before is not null && isReadable && before.GetText().ContentEquals(text))
            {
                return false;
            }

            var tree = before?.WithChangedText(text) ?? CSharpSyntaxTree.ParseText(text, _parsing, file);
            _compilation = before is null ? _compilation.AddSyntaxTrees(tree) : _compilation.ReplaceSyntaxTree(before, tree);
            _trees[file] = tree;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Between two steps of an editor. If it stays away, the list of files changes.
            _unreadable.Add(file);
        }

        return IsChanged = true;
    }

    /// <summary>Compiles against the assembly of another project.</summary>
    public void Use(CompiledProject other)
    {
        var reference = other.Assembly!.Reference;
        _projects.TryGetValue(other.Description.ReferencedAs, out var before);
        if (reference != before)
        {
            _compilation = before is null ? _compilation.AddReferences(reference) : _compilation.ReplaceReference(before, reference);
            _projects[other.Description.ReferencedAs] = reference;
            IsChanged = true;
        }
    }

    /// <summary>Compiles the project.</summary>
    /// <returns>What the compiler and source generators report. With an error, the last assembly stays.</returns>
    public ImmutableArray<Diagnostic> Compile(CancellationToken stop)
    {
        _generators = _generators.RunGeneratorsAndUpdateCompilation(_compilation, out var whole, out var reported, stop);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        using var surface = new MemoryStream();
        var result = whole.Emit(
            image, symbols, manifestResources: _arguments.ManifestResources, metadataPEStream: surface, cancellationToken: stop,
            options: _arguments.EmitOptions.WithDebugInformationFormat(DebugInformationFormat.PortablePdb)
                .WithPdbFilePath(Path.ChangeExtension(_arguments.OutputFileName!, "pdb")).WithIncludePrivateMembers(false));
        if (result.Success && _unreadable.Count == 0)
        {
            var bytes = surface.ToArray();
            var isSame = Assembly is not null && bytes.AsSpan().SequenceEqual(Assembly.Surface);
            Assembly = new(_arguments.OutputFileName!, image.ToArray(), symbols.ToArray())
            {
                Surface = bytes,
                Reference = isSame ? Assembly!.Reference : MetadataReference.CreateFromImage(bytes, filePath: Description.ReferencedAs),
            };
            IsChanged = false;
        }

        return [.. reported, .. result.Diagnostics];
    }
}
