using System.Text.Json;
using Quickchange.Watcher.Compiling;
using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher;

/// <summary>The files that are watched, and what they are for the watched functions.</summary>
internal sealed class WatchedFiles(CommandLine options)
{
    private readonly string _shared = Path.Combine(options.Root, "shared");

    /// <summary>The folders with all sources, but for what a project includes from elsewhere.</summary>
    public IReadOnlyList<string> Folders => [Path.Combine(options.Root, "functions"), _shared];

    /// <summary>The file that scripts/up writes after it has deployed.</summary>
    public string Deployed { get; } = Path.Combine(options.Root, "artifacts", "local", $"{options.Port}", "deployed");

    /// <summary>The present state of all files.</summary>
    /// <param name="compiler">The compiler, for files elsewhere; null if no project could be read yet.</param>
    public SourceTree Read(Compiler? compiler) => SourceTree.Read(
        Folders,
        [
            .. Directory.EnumerateFiles(options.Root).Where(static file => IsProjectFile(Path.GetFileName(file))),
            .. compiler is null ? [] : Elsewhere(compiler), .. Data(), Deployed,
        ]);

    /// <summary>The files that compilations read in other places, such as those that MSBuild generates.</summary>
    public IEnumerable<string> Elsewhere(Compiler compiler) =>
        compiler.Sources.Concat(compiler.Inputs).Where(file => !Folders.Any(folder => IsBelow(folder, file)));

    /// <summary>What a file is for the watched functions.</summary>
    public InputKind KindOf(Change change, Compiler? compiler)
    {
        var name = Path.GetFileName(change.File);
        if (IsProjectFile(name))
        {
            return InputKind.Project;
        }

        if (compiler is null || compiler.Inputs.Contains(change.File))
        {
            return InputKind.List;
        }

        if (compiler.Sources.Contains(change.File))
        {
            return change.Kind == ChangeKind.Modified ? InputKind.Source : InputKind.List;
        }

        if (Data().Contains(change.File))
        {
            return InputKind.Data;
        }

        if (name == "function.json")
        {
            return InputKind.Descriptor;
        }

        var extension = Path.GetExtension(name);
        if (extension is not (".cs" or ".resx") && !compiler.Inputs.Any(input => Path.GetExtension(input) == extension))
        {
            return InputKind.None;
        }

        // Which new files belong to a project, only MSBuild knows.
        var isInProject = IsBelow(_shared, change.File) || options.Functions.Values.Any(project => IsBelow(Path.GetDirectoryName(project)!, change.File));
        return change.Kind == ChangeKind.Added && isInProject ? InputKind.List
            : change.Kind == ChangeKind.Removed ? InputKind.None
            : InputKind.Unused;
    }

    /// <summary>The data files in a function's descriptor: their paths, by their names in the zip.</summary>
    public Dictionary<string, string> DataOf(string function)
    {
        try
        {
            using var descriptor = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(options.Root, "functions", function, "function.json")));
            return descriptor.RootElement.TryGetProperty("data", out var data)
                ? data.EnumerateObject().ToDictionary(static file => file.Name, file => Path.Combine(options.Root, file.Value.GetString()!))
                : [];
        }
        catch (Exception unreadable) when (unreadable is JsonException or IOException or InvalidOperationException)
        {
            // scripts/up says what is wrong.
            return [];
        }
    }

    private IEnumerable<string> Data() => options.Functions.Keys.SelectMany(function => DataOf(function).Values);

    private static bool IsBelow(string folder, string file) => file.StartsWith($"{folder}/", StringComparison.Ordinal);

    // https://learn.microsoft.com/visualstudio/msbuild/customize-by-directory
    private static bool IsProjectFile(string name) =>
        Path.GetExtension(name) is ".csproj" or ".props" or ".targets" or ".projitems"
        || name.ToUpperInvariant() is "GLOBAL.JSON" or "NUGET.CONFIG" or "PACKAGES.LOCK.JSON";
}
