using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests;

/// <summary>The checkout that this test assembly was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folders directly below <paramref name="folder"/>, by name.</summary>
    public static IEnumerable<string> FoldersIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(path => Path.GetFileName(path)).Order();

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Functions => FoldersIn("functions");

    /// <summary>A function's function.json.</summary>
    public static JsonNode Descriptor(string function) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "functions", function, "function.json")))!;

    /// <summary>What scripts/build made of a function, for this machine by default.</summary>
    public static string ZipOf(string function, string? runtimeIdentifier = null) =>
        Path.Combine(Root, "artifacts", runtimeIdentifier ?? RuntimeInformation.RuntimeIdentifier, $"{function}.zip");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Quickchange.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No Quickchange.slnx above {AppContext.BaseDirectory}");
    }
}
