using System.IO.Enumeration;

namespace Quickchange.Watcher.Saves;

/// <summary>
/// The watched files, by their paths, with their sizes and times. File events alone would miss saves: they get lost, and their order
/// and kind depend on how an editor saves.
/// </summary>
internal sealed class SourceTree
{
    private readonly Dictionary<string, FileState> _files;

    private SourceTree(Dictionary<string, FileState> files) => _files = files;

    public static SourceTree Empty { get; } = new([]);

    /// <param name="folders">The folders to look in, with their subfolders; without hidden ones and what builds write.</param>
    /// <param name="others">Files in other places, which may not exist.</param>
    public static SourceTree Read(IEnumerable<string> folders, IEnumerable<string> others)
    {
        var files = new List<string>();
        foreach (var folder in folders.Where(Directory.Exists))
        {
            var found = new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), Options)
            {
                ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
                ShouldRecursePredicate = static (ref FileSystemEntry entry) => !IsLeftOut(entry.FileName),
            };
            files.AddRange(found);
        }

        return Empty.With(files.Concat(others));
    }

    /// <summary>The same state, and the present one of some files.</summary>
    public SourceTree With(IEnumerable<string> files)
    {
        var all = new Dictionary<string, FileState>(_files);
        foreach (var file in files)
        {
            if (FileState.Of(file) is { } state)
            {
                all[file] = state;
            }
        }

        return new(all);
    }

    /// <summary>What is different from an earlier state.</summary>
    public IReadOnlyList<Change> ChangesSince(SourceTree earlier) =>
    [
        .. _files.Where(file => earlier._files.TryGetValue(file.Key, out var before) && before != file.Value).Select(static file => new Change(file.Key, ChangeKind.Modified)),
        .. _files.Keys.Except(earlier._files.Keys).Select(static file => new Change(file, ChangeKind.Added)),
        .. earlier._files.Keys.Except(_files.Keys).Select(static file => new Change(file, ChangeKind.Removed)),
    ];

    // Folders that a link leads to may contain the tree itself; single files are followed.
    private static EnumerationOptions Options => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden,
        IgnoreInaccessible = true,
    };

    private static bool IsLeftOut(ReadOnlySpan<char> folder) => folder is "bin" or "obj" or "artifacts" or "node_modules" or "__pycache__";
}
