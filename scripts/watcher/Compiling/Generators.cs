using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quickchange.Watcher.Compiling;

/// <summary>The source generators in assemblies of analyzers, each loaded once.</summary>
internal static class Generators
{
    private static readonly Loader AssemblyLoader = new();
    private static readonly ConcurrentDictionary<string, AnalyzerFileReference> Loaded = new();

    public static IEnumerable<ISourceGenerator> In(string assembly) =>
        Loaded.GetOrAdd(assembly, static path => new(path, AssemblyLoader)).GetGenerators(LanguageNames.CSharp);

    // Assemblies that a generator needs are next to it; the compiler and .NET are those of this program.
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        private readonly ConcurrentDictionary<string, Context> _contexts = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) =>
            _contexts.GetOrAdd(Path.GetDirectoryName(fullPath)!, static folder => new(folder)).LoadFromAssemblyPath(fullPath);
    }

    private sealed class Context(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return assemblyName.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || !File.Exists(file) ? null : LoadFromAssemblyPath(file);
        }
    }
}
