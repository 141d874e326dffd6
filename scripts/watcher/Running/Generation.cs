using System.Security.Cryptography;
using System.Text;
using Quickchange.Watcher.Compiling;
using Quickchange.Watcher.Projects;
using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher.Running;

/// <summary>Everything that a function's program consists of, after a certain save.</summary>
internal sealed class Generation
{
    private readonly ProjectDescription _project;
    private readonly IReadOnlyList<CompiledAssembly> _assemblies;
    private readonly Dictionary<string, string> _linked;

    /// <param name="project">The function's project.</param>
    /// <param name="assemblies">Its assembly and those of the projects that it references.</param>
    /// <param name="data">The data files in its zip: their paths, by their names there.</param>
    public Generation(ProjectDescription project, IReadOnlyList<CompiledAssembly> assemblies, IReadOnlyDictionary<string, string> data)
    {
        _project = project;
        _assemblies = assemblies;
        _linked = project.Copied.Concat(data).DistinctBy(static file => file.Key).ToDictionary();
        var parts = assemblies.Select(static each => Convert.ToHexString(SHA256.HashData(each.Image)))
            .Append(File.ReadAllText(project.RuntimeConfiguration!))
            .Concat(_linked.Order(Comparer<KeyValuePair<string, string>>.Create(static (one, other) => string.CompareOrdinal(one.Key, other.Key)))
                .Select(static file => $"{file.Key} {file.Value} {FileState.Of(file.Value)}"));
        Id = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    /// <summary>The same for the same program.</summary>
    public string Id { get; }

    /// <summary>Writes the program to a new folder. Returns the assembly to run.</summary>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var assembly in _assemblies)
        {
            var file = Path.Combine(folder, assembly.Name);
            File.WriteAllBytes(file, assembly.Image);
            File.WriteAllBytes(Path.ChangeExtension(file, "pdb"), assembly.Symbols);
        }

        foreach (var (name, path) in _linked)
        {
            var link = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, path);
        }

        var program = Path.Combine(folder, _assemblies[0].Name);
        File.Copy(_project.RuntimeConfiguration!, Path.ChangeExtension(program, "runtimeconfig.json"));
        return program;
    }
}
