namespace Quickchange.Probe;

/// <summary>What is left after collections.</summary>
/// <param name="Tree">The sum of all nodes of a tree.</param>
/// <param name="Inner">What a reference into the middle of an array sees.</param>
/// <param name="Large">The sum of arrays that are too large to be moved by ordinary collections.</param>
/// <param name="Pinned">How many pinned arrays are where they were, with what they had.</param>
/// <param name="Alive">How many weak references to objects that are still held have their object.</param>
/// <param name="Dead">How many weak references to objects that nobody holds have none.</param>
/// <param name="Finalized">How many of the dropped objects with a finalizer were finalized.</param>
/// <param name="Tasks">The sum of what tasks on the thread pool made meanwhile.</param>
/// <param name="Ticked">Whether a timer's callback ran.</param>
/// <param name="Full">How many collections of all generations there were, of at least as many that were asked for.</param>
internal sealed record Collected(
    long Tree, int Inner, long Large, int Pinned, int Alive, int Dead, int Finalized, long Tasks, bool Ticked, bool Full);
