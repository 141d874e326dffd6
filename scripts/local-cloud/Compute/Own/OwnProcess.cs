using System.Diagnostics;

namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>
/// A process that the user runs as a function. Its state is guarded by the lock of <see cref="OwnProcesses"/>.
/// </summary>
/// <param name="process">The process; null if it can't be seen from here, such as one in another container.</param>
internal sealed class OwnProcess(ProcessIdentity? process)
{
    private readonly List<CancellationToken> _connections = [];
    private long _lastSeen = Stopwatch.GetTimestamp();

    public ProcessIdentity? Process => process;

    /// <summary>The number of requests for the next invocation that are waiting.</summary>
    public int Polls { get; set; }

    /// <summary>Whether it gets no further invocations.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Whether it has ever asked for an invocation.</summary>
    public bool HasPolled { get; set; }

    /// <summary>Whether it has closed the connection of its last request for an invocation, while that was waiting.</summary>
    public bool HasLeft { get; set; }

    /// <summary>The invocations that it has received, including answered ones until it asks for the next one.</summary>
    public List<Invocation> Held { get; } = [];

    /// <summary>The number of invocations that it hasn't answered.</summary>
    public int Works => Held.Count(invocation => !invocation.Result.Task.IsCompleted);

    /// <summary>The peak memory of the process, in MB; 0 if it can't be seen.</summary>
    public int MostMemoryUsed => process is { } visible ? ProcessMemory.Most(visible.Id) : 0;

    /// <summary>Notes a request of the process.</summary>
    /// <param name="closed">Canceled when the request's connection is closed.</param>
    public void Call(CancellationToken closed)
    {
        _lastSeen = Stopwatch.GetTimestamp();
        _connections.RemoveAll(connection => connection.IsCancellationRequested);
        if (!_connections.Contains(closed))
        {
            _connections.Add(closed);
        }
    }

    /// <summary>
    /// Whether it no longer takes invocations, and no longer works on those that it holds. Many clients open a connection for each
    /// request, so a closed connection alone says nothing about a process with an invocation: as long as the process lives, it can
    /// answer over another one. Only for a process that can't be seen, and for one that doesn't return after its answer, there is
    /// a time limit without a connection.
    /// </summary>
    /// <param name="limit">That limit: the function's timeout.</param>
    public bool IsGone(TimeSpan limit)
    {
        var works = Works > 0;
        if (process is { IsAlive: false } || (HasLeft && Polls == 0 && !works))
        {
            return true;
        }

        if (_connections.Exists(connection => !connection.IsCancellationRequested))
        {
            _lastSeen = Stopwatch.GetTimestamp();
            return false;
        }

        return (process is null || !works) && Stopwatch.GetElapsedTime(_lastSeen) > limit;
    }
}
