namespace Quickchange.Probe;

/// <summary>The state after garbage collections.</summary>
/// <param name="Tree">The sum of all nodes of a tree.</param>
/// <param name="Inner">The value of a reference into the middle of an array.</param>
/// <param name="Large">The sum of arrays that are too large to be moved by ordinary collections.</param>
/// <param name="Pinned">How many pinned arrays kept their address and contents.</param>
/// <param name="Alive">How many weak references to referenced objects still have their object.</param>
/// <param name="Dead">How many weak references to unreferenced objects no longer have an object.</param>
/// <param name="Finalized">How many unreferenced objects with a finalizer were finalized.</param>
/// <param name="Tasks">The sum of the results of tasks that ran on the thread pool in the meantime.</param>
/// <param name="Ticked">Whether a timer's callback ran.</param>
/// <param name="Full">Whether there were at least as many collections of all generations as were requested.</param>
internal sealed record Collected(
    long Tree, int Inner, long Large, int Pinned, int Alive, int Dead, int Finalized, long Tasks, bool Ticked, bool Full);
