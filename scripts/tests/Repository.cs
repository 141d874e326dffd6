using System.Runtime.InteropServices;

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

    /// <summary>What scripts/build made of a function for this machine.</summary>
    public static string ZipOf(string function) =>
        Path.Combine(Root, "artifacts", RuntimeInformation.RuntimeIdentifier, $"{function}.zip");

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
