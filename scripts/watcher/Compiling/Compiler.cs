using Microsoft.CodeAnalysis;
using Quickchange.Watcher.Projects;

namespace Quickchange.Watcher.Compiling;

/// <summary>The watched functions' projects, and those that they reference.</summary>
internal sealed class Compiler
{
    // In the order of their references.
    private readonly List<CompiledProject> _projects = [];

    /// <param name="descriptions">The descriptions of all projects.</param>
    /// <param name="earlier">A compiler with earlier descriptions; projects that are the same are taken over, with their state.</param>
    /// <exception cref="ProjectException">The compiler rejects the arguments of a project.</exception>
    public Compiler(IEnumerable<ProjectDescription> descriptions, Compiler? earlier)
    {
        var all = descriptions.Select(description =>
            earlier?._projects.FirstOrDefault(project => project.IsCurrent(description)) ?? new CompiledProject(description)).ToArray();
        Array.ForEach(all, Add);

        void Add(CompiledProject project)
        {
            if (!_projects.Contains(project))
            {
                Array.ForEach([.. all.Where(project.RefersTo)], Add);
                _projects.Add(project);
            }
        }
    }

    /// <summary>The source files.</summary>
    public IEnumerable<string> Sources => _projects.SelectMany(static project => project.Sources);

    /// <summary>Source files that could not be read, without which their projects aren't compiled.</summary>
    public IEnumerable<string> Unreadable => _projects.SelectMany(static project => project.Unreadable).Distinct();

    /// <summary>Other files that compilations read.</summary>
    public IEnumerable<string> Inputs => _projects.SelectMany(static project => project.Inputs);

    /// <summary>Reads all source files again.</summary>
    public void UpdateAll() => _projects.ForEach(static project => project.UpdateAll());

    /// <summary>Reads a source file again.</summary>
    /// <returns>Whether its text has changed for any project.</returns>
    public bool Update(string file)
    {
        var isChanged = false;
        foreach (var project in _projects.Where(project => project.Sources.Contains(file)))
        {
            isChanged |= project.Update(file);
        }

        return isChanged;
    }

    /// <summary>Compiles what has changed, and what that affects.</summary>
    /// <returns>Errors and warnings, each only once although functions share sources.</returns>
    public IReadOnlyList<Diagnostic> Compile(CancellationToken stop)
    {
        var found = new List<Diagnostic>();
        foreach (var project in _projects)
        {
            // Compiled against what a failed project has left, it would have errors where nothing is wrong.
            var referenced = _projects.Where(project.RefersTo).ToArray();
            if (referenced.Any(static other => other.IsChanged))
            {
                continue;
            }

            Array.ForEach(referenced, project.Use);
            if (project.IsChanged)
            {
                found.AddRange(project.Compile(stop));
            }
        }

        return [.. found.Where(static each => each.Severity >= DiagnosticSeverity.Warning && !each.IsSuppressed).DistinctBy(static each => each.ToString())];
    }

    /// <summary>The description of a project.</summary>
    public ProjectDescription Describe(string project) => _projects.Single(each => each.Description.File == project).Description;

    /// <summary>A program's assemblies; null if one of them could not be compiled, or not since it was last changed.</summary>
    /// <param name="project">The program's project file.</param>
    public IReadOnlyList<CompiledAssembly>? AssembliesOf(string project)
    {
        // The SDK's arguments include the projects that are referenced indirectly.
        var program = _projects.Single(each => each.Description.File == project);
        CompiledProject[] needed = [program, .. _projects.Where(program.RefersTo)];
        return needed.Any(static each => each.IsChanged) ? null : [.. needed.Select(static each => each.Assembly!)];
    }
}
