using Quickchange.Testing;

namespace Quickchange.Examples;

/// <summary>The checkout from which this assembly was built.</summary>
public static class Repository
{
    public static string Root { get; } = RepositoryRoot.Find();

    /// <summary>Its functions, and the output of scripts/build.</summary>
    public static BuiltFunctions Built { get; } = new(Root);

    /// <summary>The folders directly below <paramref name="folder"/>, by name.</summary>
    public static IEnumerable<string> FoldersIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Functions => Built.Names;
}
