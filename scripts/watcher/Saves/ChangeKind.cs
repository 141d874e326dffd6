namespace Quickchange.Watcher.Saves;

/// <summary>How a file is different.</summary>
internal enum ChangeKind
{
    Added,
    Modified,
    Removed,
}
