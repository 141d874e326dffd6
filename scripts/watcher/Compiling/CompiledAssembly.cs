using Microsoft.CodeAnalysis;

namespace Quickchange.Watcher.Compiling;

/// <summary>An assembly in memory.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Image">The assembly.</param>
/// <param name="Symbols">Its portable PDB.</param>
internal sealed record CompiledAssembly(string Name, byte[] Image, byte[] Symbols)
{
    /// <summary>What other projects compile against: only what they can use, so that it changes less often than the assembly.</summary>
    public required byte[] Surface { get; init; }

    public required MetadataReference Reference { get; init; }
}
