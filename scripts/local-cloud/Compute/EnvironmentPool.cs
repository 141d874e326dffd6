namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The execution environments of one version: as many as there are concurrent invocations. If none is idle, an invocation gets
/// the first one that becomes available, either a new one or one that another invocation has released. Each environment has
/// exactly one owner, which alone ends it: the start that creates it, the invocation that uses it, or the pool while it is idle.
/// </summary>
internal sealed class EnvironmentPool(FunctionVersion function, EnvironmentFactory factory)
{
    private readonly Lock _changing = new();
    private readonly Stack<ExecutionEnvironment> _idle = [];

    // Until they have ended.
    private readonly HashSet<ExecutionEnvironment> _all = [];
    private readonly Queue<TaskCompletionSource<ExecutionEnvironment>> _waiting = [];
    private readonly TaskCompletionSource _emptied = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _starting;
    private bool _retired;
    private bool _killed;

    public FunctionVersion Function => function;

    /// <summary>Whether no environment is running, starting or ending.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_changing)
            {
                return _all.Count + _starting + _waiting.Count == 0;
            }
        }
    }

    /// <summary>Runs an invocation, which has its place in the pool as soon as this method returns.</summary>
    /// <exception cref="OperationCanceledException">The cloud is stopping.</exception>
    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        ExecutionEnvironment environment;
        try
        {
            environment = await TakeAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        catch (InvalidEntrypointException invalid)
        {
            return new Failure("Runtime.InvalidEntrypoint", invalid.Message).ToResult(invocation.RequestId) with
            {
                RequestId = invocation.RequestId,
            };
        }

        try
        {
            return await environment.InvokeAsync(invocation);
        }
        finally
        {
            await GiveBackAsync(environment);
        }
    }

    /// <summary>Ends each environment as soon as it is idle, because the function has changed.</summary>
    public Task RetireAsync()
    {
        lock (_changing)
        {
            _retired = true;
        }

        return ReapAsync(DateTimeOffset.MaxValue);
    }

    /// <summary>Ends environments that have been idle since before a given time.</summary>
    public Task ReapAsync(DateTimeOffset before)
    {
        ExecutionEnvironment[] ending;
        lock (_changing)
        {
            ending = [.. _idle.Where(environment => environment.LastUsed < before)];
            var kept = _idle.Except(ending).Reverse().ToArray();
            _idle.Clear();
            Array.ForEach(kept, _idle.Push);
        }

        return Task.WhenAll(ending.Select(EndAsync));
    }

    /// <summary>
    /// Ends all environments, and waits until they have ended: idle ones immediately, busy and starting ones through their
    /// owners after their processes are killed.
    /// </summary>
    public async Task KillAsync()
    {
        ExecutionEnvironment[] idle;
        ExecutionEnvironment[] others;
        lock (_changing)
        {
            _retired = _killed = true;
            idle = [.. _idle];
            others = [.. _all.Except(idle)];
            _idle.Clear();
            while (_waiting.TryDequeue(out var waiting))
            {
                waiting.SetException(Stopping());
            }

            SayIfEmptied();
        }

        await Task.WhenAll([.. idle.Select(EndAsync), .. others.Select(environment => environment.KillAsync())]);
        await _emptied.Task;
    }

    private Task<ExecutionEnvironment> TakeAsync()
    {
        var waiting = new TaskCompletionSource<ExecutionEnvironment>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            if (_killed)
            {
                throw Stopping();
            }

            if (TakeIdle() is { } idle)
            {
                return Task.FromResult(idle);
            }

            _waiting.Enqueue(waiting);
        }

        _ = StartAsync();
        return waiting.Task;
    }

    // The most recently used one, so that the others can stay idle and end.
    private ExecutionEnvironment? TakeIdle()
    {
        while (_idle.TryPop(out var environment))
        {
            if (environment.IsUsable)
            {
                return environment;
            }

            // Its process ended between two invocations; the next invocation starts a new one.
            _ = EndAsync(environment);
        }

        return null;
    }

    // Every waiting invocation has requested a start, and every start serves or fails one invocation, so that none waits
    // forever. A start for which no invocation is waiting any longer is skipped.
    private async Task StartAsync()
    {
        await factory.Turns.WaitAsync();
        try
        {
            lock (_changing)
            {
                if (_starting >= _waiting.Count)
                {
                    return;
                }

                _starting++;
            }

            await ServeAsync(factory.StartAsync(function));
        }
        finally
        {
            factory.Turns.Release();
        }
    }

    private async Task ServeAsync(Task<ExecutionEnvironment> start)
    {
        ExecutionEnvironment started;
        try
        {
            started = await start;
        }
        catch (Exception failed)
        {
            lock (_changing)
            {
                _starting--;
                if (_waiting.TryDequeue(out var served))
                {
                    served.SetException(failed);
                }

                SayIfEmptied();
            }

            return;
        }

        bool isWanted;
        lock (_changing)
        {
            _starting--;
            _all.Add(started);
            isWanted = HandOver(started);
        }

        if (!isWanted)
        {
            await EndAsync(started);
        }
    }

    private Task GiveBackAsync(ExecutionEnvironment environment)
    {
        lock (_changing)
        {
            if (environment.IsUsable && HandOver(environment))
            {
                return Task.CompletedTask;
            }
        }

        return EndAsync(environment);
    }

    // False if no invocation takes it; then the caller ends it.
    private bool HandOver(ExecutionEnvironment environment)
    {
        if (_killed)
        {
            return false;
        }

        if (_waiting.TryDequeue(out var served))
        {
            served.SetResult(environment);
            return true;
        }

        if (_retired)
        {
            return false;
        }

        _idle.Push(environment);
        return true;
    }

    // Called by its owner. Errors are only logged, because the invocation already has its result.
    private async Task EndAsync(ExecutionEnvironment environment)
    {
        try
        {
            await environment.DisposeAsync();
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"An environment of {function.Name} did not end properly: {exception}");
        }

        lock (_changing)
        {
            _all.Remove(environment);
            SayIfEmptied();
        }
    }

    private void SayIfEmptied()
    {
        if (_killed && _all.Count + _starting == 0)
        {
            _emptied.TrySetResult();
        }
    }

    private static OperationCanceledException Stopping() => new("The local cloud is stopping or was reset.");
}
