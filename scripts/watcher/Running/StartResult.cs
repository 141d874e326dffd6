namespace Quickchange.Watcher.Running;

/// <summary>What became of a new generation.</summary>
internal enum StartResult
{
    /// <summary>It serves.</summary>
    Started,

    /// <summary>It is the one that serves.</summary>
    Unchanged,

    /// <summary>It can't serve, which was already said.</summary>
    Failed,
}
