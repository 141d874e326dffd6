using Quickchange.Testing;

namespace Quickchange.Examples;

/// <summary>The checkout that this assembly was built from.</summary>
public static class Repository
{
    public static string Root { get; } = RepositoryRoot.Find();

    /// <summary>Its functions, and what scripts/build made of them.</summary>
    public static BuiltFunctions Built { get; } = new(Root);

    /// <summary>The folders directly below <paramref name="folder"/>, by name.</summary>
    public static IEnumerable<string> FoldersIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Functions => Built.Names;
}
