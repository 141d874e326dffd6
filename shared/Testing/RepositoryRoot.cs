namespace Quickchange.Testing;

/// <summary>Finds the checkout of an assembly. Projects that don't reference this library also compile this file.</summary>
internal static class RepositoryRoot
{
    /// <summary>The absolute path of the closest parent folder of the program that contains project.json.</summary>
    /// <exception cref="InvalidOperationException">The build output is outside the checkout.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "project.json")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No parent folder of {AppContext.BaseDirectory} contains project.json. Build into the checkout's artifacts/, which is the default.");
    }
}
