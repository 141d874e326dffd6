namespace Quickchange.Watcher.Saves;

/// <summary>A file that is different.</summary>
internal readonly record struct Change(string File, ChangeKind Kind);
