using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>
/// Which assemblies have code or types in a binary: those that ILC's statistics of it refer to, an assembly whose
/// methods list what was compiled, by tokens.
/// </summary>
internal static class LinkedAssemblies
{
    /// <param name="statistics">The file with the ending .mstat that is made with a binary.</param>
    public static IReadOnlyList<string> In(string statistics)
    {
        using var file = File.OpenRead(statistics);
        using var executable = new PEReader(file);
        var metadata = executable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name)).Order()];
    }
}
