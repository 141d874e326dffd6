namespace Quickchange.Testing;

/// <summary>Finds the checkout that an assembly was built from. Projects that do not refer to this library compile it too.</summary>
internal static class RepositoryRoot
{
    /// <summary>The absolute path of the first folder above the running program that holds Quickchange.slnx.</summary>
    /// <exception cref="InvalidOperationException">No folder above has it: the build went to a folder outside the checkout.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Quickchange.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No Quickchange.slnx above {AppContext.BaseDirectory}: build into the checkout's artifacts/, as is the default.");
    }
}
