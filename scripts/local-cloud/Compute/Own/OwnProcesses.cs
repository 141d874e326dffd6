using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>
/// The processes that the user runs as one function. While there is one, it takes all invocations; several share them. An invocation
/// waits while all of them are busy, because a debugger can have stopped them. When the last one is gone, waiting invocations
/// return to the deployed function, and those that it held fail as in a crash.
/// </summary>
/// <param name="shipper">Delivers the log.</param>
/// <param name="timesOut">Whether the function's timeout applies.</param>
internal sealed class OwnProcesses(LogShipper shipper, bool timesOut)
{
    private static readonly TimeSpan Check = TimeSpan.FromMilliseconds(50);

    // The exit code of a process that isn't a child process is unknown.
    private static readonly Failure Crash = Failure.Exit(0);

    private readonly Lock _changing = new();

    // All that have called. Only those that have asked for an invocation serve the function.
    private readonly List<OwnProcess> _processes = [];
    // The ID of the process that each process replaces when it first asks for an invocation.
    private readonly Dictionary<int, int> _replaced = [];
    private readonly LinkedList<Poll> _polls = [];
    private readonly LinkedList<Waiting> _waiting = [];
    private TimeSpan _limit;
    private bool _watched;
    private bool _ended;

    /// <summary>The log stream of all these processes.</summary>
    public string Stream { get; } = LogShipper.NewStream("$LATEST");

    /// <summary>The IDs of the processes that are known.</summary>
    public int[] Ids
    {
        get
        {
            lock (_changing)
            {
                return [.. _processes.Select(own => own.Process?.Id).OfType<int>()];
            }
        }
    }

    private bool IsServed => _processes.Exists(own => own is { HasPolled: true, IsRetired: false });

    /// <summary>
    /// The state of the processes: the ID, null if the process can't be seen; how many of its requests for an invocation are waiting; and
    /// how many invocations it works on.
    /// </summary>
    public JsonArray Describe()
    {
        lock (_changing)
        {
            Settle();
            return
            [
                .. _processes.Where(own => own.HasPolled)
                    .Select(own => new JsonObject { ["id"] = own.Process?.Id, ["waits"] = own.Polls, ["works"] = own.Works }),
            ];
        }
    }

    /// <summary>
    /// Gives a process no further invocations, so that it can be ended without harm as soon as it works on none. Other processes or the
    /// deployed function take over.
    /// </summary>
    /// <param name="id">The process ID, which may be unknown.</param>
    /// <param name="successor">
    /// The process that replaces it, as soon as it asks for an invocation: from then on, no other answer is one of the old process. Null
    /// to retire the process at once.
    /// </param>
    public void Retire(int id, int? successor)
    {
        lock (_changing)
        {
            if (successor is { } next && !_processes.Exists(own => own.HasPolled && own.Process?.Id == next))
            {
                _replaced[next] = id;
            }
            else
            {
                Retire(id);
                Settle();
            }
        }
    }

    /// <summary>Notes a request of a process, and returns the process.</summary>
    /// <param name="process">The process; null if it can't be seen.</param>
    /// <param name="last">What this method returned for the last request over the same connection; null for the first.</param>
    /// <param name="closed">Canceled when the connection is closed.</param>
    public OwnProcess Call(ProcessIdentity? process, OwnProcess? last, CancellationToken closed)
    {
        lock (_changing)
        {
            var own = (process is null ? last : _processes.Find(known => known.Process == process) ?? last) ?? new(process);
            own.Call(closed);
            Know(own);
            return own;
        }
    }

    /// <summary>Implements next: waits for an invocation. Null if the caller has left, or the cloud is stopping.</summary>
    public async Task<Invocation?> NextAsync(OwnProcess own, CancellationToken cancelled)
    {
        var poll = new Poll(own);
        lock (_changing)
        {
            if (_ended)
            {
                return null;
            }

            var isFirst = !own.HasPolled;
            own.HasPolled = true;
            own.HasLeft = false;
            own.Held.RemoveAll(invocation => invocation.Result.Task.IsCompleted);
            Know(own);
            if (isFirst && own.Process is { } process && _replaced.Remove(process.Id, out var replaced))
            {
                Retire(replaced);
            }

            own.Polls++;
            _polls.AddLast(poll);
            Match();
        }

        await using var _ = cancelled.Register(() => Withdraw(poll));
        return await poll.Invocation.Task;
    }

    /// <summary>Implements response and error, which may come from a different process than the one that received the invocation.</summary>
    public AnswerState Answer(string requestId, InvocationResult result)
    {
        lock (_changing)
        {
            var held = _processes.SelectMany(own => own.Held).Where(invocation => invocation.RequestId == requestId).ToArray();
            return held.Length == 0 ? AnswerState.UnknownRequest
                : Array.Exists(held, invocation => invocation.Result.TrySetResult(result)) ? AnswerState.Accepted
                : AnswerState.AnsweredBefore;
        }
    }

    /// <summary>Runs an invocation in one of the processes. Null if there is none, or none was left before the invocation began.</summary>
    /// <param name="function">The version that was invoked.</param>
    /// <param name="invocation">The invocation.</param>
    /// <param name="meanwhile">What runs until the result; canceled then.</param>
    /// <exception cref="OperationCanceledException">The cloud is stopping.</exception>
    public async Task<InvocationResult?> TryInvokeAsync(
        FunctionVersion function, Invocation invocation, Func<CancellationToken, Task>? meanwhile)
    {
        var waiting = new Waiting(invocation, function.Timeout);
        lock (_changing)
        {
            _limit = function.Timeout;
            Settle();
            if (_ended || !IsServed)
            {
                return null;
            }

            _waiting.AddLast(waiting);
            Match();
            BeginWatching();
        }

        using var over = new CancellationTokenSource();
        var beside = meanwhile?.Invoke(over.Token) ?? Task.CompletedTask;
        try
        {
            return await waiting.Taken.Task is { } own ? await RunAsync(function, invocation, own) : null;
        }
        finally
        {
            await over.CancelAsync();
            await beside;
        }
    }

    /// <summary>Releases all callers: processes that wait for an invocation, and invocations.</summary>
    public void End()
    {
        lock (_changing)
        {
            _ended = true;
            foreach (var poll in _polls)
            {
                poll.Invocation.SetResult(null);
            }

            foreach (var waiting in _waiting)
            {
                waiting.Taken.SetException(new OperationCanceledException("The local cloud is stopping."));
            }

            _processes.ForEach(Fail);
            _polls.Clear();
            _waiting.Clear();
            _processes.Clear();
        }
    }

    private async Task<InvocationResult> RunAsync(FunctionVersion function, Invocation invocation, OwnProcess own)
    {
        var started = Stopwatch.GetTimestamp();
        // The process's own output is in the user's terminal.
        await using var log = new EnvironmentLog(shipper, null, function.LogGroup, Stream);
        await log.StartAsync(invocation.RequestId, function.Version);
        if (timesOut)
        {
            await TimeOutAsync(invocation, function.Timeout);
        }

        var result = await invocation.Result.Task;
        if (result.Failure is { } failure)
        {
            await log.FailAsync(invocation.RequestId, failure);
        }

        var tail = await log.EndAsync(new(
            invocation.RequestId, Stopwatch.GetElapsedTime(started), null, function.Memory, own.MostMemoryUsed, result.Failure));
        return result with { RequestId = invocation.RequestId, LogTail = tail };
    }

    // The user's process goes on. As on Lambda, its answer is then one to an unknown invocation.
    private async Task TimeOutAsync(Invocation invocation, TimeSpan limit)
    {
        await Task.WhenAny(invocation.Result.Task, Task.Delay(limit));
        lock (_changing)
        {
            if (invocation.Result.TrySetResult(Failure.Timeout(limit).ToResult(invocation.RequestId)))
            {
                _processes.ForEach(own => own.Held.Remove(invocation));
            }
        }
    }

    private void Know(OwnProcess own)
    {
        if (!_processes.Contains(own))
        {
            _processes.Add(own);
        }
    }

    private void Retire(int id) => _processes.FindAll(own => own.Process?.Id == id).ForEach(static own => own.IsRetired = true);

    private void Withdraw(Poll poll)
    {
        lock (_changing)
        {
            if (!_polls.Remove(poll))
            {
                return;
            }

            poll.Invocation.SetResult(null);
            poll.Own.Polls--;
            poll.Own.HasLeft = true;
            Settle();
        }
    }

    // Gives waiting invocations to waiting processes, both in the order of their arrival.
    private void Match()
    {
        while (_waiting.First is { Value: var waiting } && _polls.FirstOrDefault(static poll => !poll.Own.IsRetired) is { } poll)
        {
            _waiting.RemoveFirst();
            _polls.Remove(poll);
            poll.Own.Polls--;
            poll.Own.Held.Add(waiting.Invocation);
            waiting.Invocation.Deadline = DateTimeOffset.UtcNow + waiting.Timeout;
            waiting.Taken.SetResult(poll.Own);
            poll.Invocation.SetResult(waiting.Invocation);
        }
    }

    // Removes the processes that are gone.
    private void Settle()
    {
        foreach (var own in _processes.FindAll(own => own.IsGone(_limit)))
        {
            _processes.Remove(own);
            Fail(own);
            foreach (var poll in _polls.Where(poll => poll.Own == own).ToArray())
            {
                _polls.Remove(poll);
                own.Polls--;
                poll.Invocation.SetResult(null);
            }
        }

        if (!IsServed)
        {
            foreach (var waiting in _waiting)
            {
                waiting.Taken.SetResult(null);
            }

            _waiting.Clear();
        }
    }

    private static void Fail(OwnProcess own)
    {
        foreach (var invocation in own.Held)
        {
            invocation.Result.TrySetResult(Crash.ToResult(invocation.RequestId));
        }
    }

    // Closed connections report themselves, but the end of a process does not.
    private void BeginWatching()
    {
        if (!_watched)
        {
            _watched = true;
            _ = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(Check);
            lock (_changing)
            {
                Settle();
                _watched = _waiting.Count > 0 || _processes.Exists(own => own.Works > 0);
                if (!_watched)
                {
                    return;
                }
            }
        }
    }

    // A request for the next invocation.
    private sealed record Poll(OwnProcess Own)
    {
        public TaskCompletionSource<Invocation?> Invocation { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    // An invocation until a process takes it; null if none will.
    private sealed record Waiting(Invocation Invocation, TimeSpan Timeout)
    {
        public TaskCompletionSource<OwnProcess?> Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
