namespace Quickchange.Watcher.Saves;

/// <summary>What differs after a file was saved.</summary>
internal readonly record struct FileState(long Length, DateTime Written)
{
    /// <returns>Null if there is no such file.</returns>
    public static FileState? Of(string file)
    {
        try
        {
            var info = new FileInfo(file);
            var target = info.LinkTarget is null ? info : (FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true);
            return target is { Exists: true } ? new(target.Length, target.LastWriteTimeUtc) : null;
        }
        catch (IOException)
        {
            // It was removed in the meantime, or is a link to itself.
            return null;
        }
    }
}
