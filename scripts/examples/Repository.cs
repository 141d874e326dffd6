using System.Text.Json.Nodes;
using Quickchange.Testing;

namespace Quickchange.Examples;

/// <summary>The checkout from which this assembly was built.</summary>
public static class Repository
{
    public static string Root { get; } = RepositoryRoot.Find();

    /// <summary>The project's name, with which the names of its resources begin.</summary>
    public static string Name { get; } = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "project.json")))!["name"]!;

    /// <summary>Its functions, and the output of scripts/build.</summary>
    public static BuiltFunctions Built { get; } = new(Root);

    /// <summary>The folders directly below <paramref name="folder"/>, by name.</summary>
    public static IEnumerable<string> FoldersIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Functions => Built.Names;
}
