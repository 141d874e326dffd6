namespace Quickchange.Examples;

/// <summary>The checkout that this assembly was built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Its functions, and what scripts/build made of them.</summary>
    public static BuiltFunctions Built { get; } = new(Root);

    /// <summary>The folders directly below <paramref name="folder"/>, by name.</summary>
    public static IEnumerable<string> FoldersIn(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(Root, folder)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Functions => Built.Names;

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
