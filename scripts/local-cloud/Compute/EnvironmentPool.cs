namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The execution environments of one version: as many as there are invocations at a time. An invocation that finds none
/// idle gets the first that is free, a new one or one that another invocation has done with.
/// </summary>
internal sealed class EnvironmentPool(FunctionVersion function, EnvironmentFactory factory)
{
    private readonly Lock _changing = new();
    private readonly Stack<ExecutionEnvironment> _idle = [];
    private readonly HashSet<ExecutionEnvironment> _all = [];
    private readonly Queue<TaskCompletionSource<ExecutionEnvironment>> _waiting = [];
    private int _starting;
    private bool _retired;
    private bool _killed;

    public FunctionVersion Function => function;

    /// <summary>Whether nothing runs or starts in it.</summary>
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

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        ExecutionEnvironment environment;
        try
        {
            environment = await TakeAsync();
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

    /// <summary>Ends the environments as soon as each is idle: the function has changed.</summary>
    public Task RetireAsync()
    {
        lock (_changing)
        {
            _retired = true;
        }

        return ReapAsync(DateTimeOffset.MaxValue);
    }

    /// <summary>Ends what has been idle since before a time.</summary>
    public async Task ReapAsync(DateTimeOffset before)
    {
        ExecutionEnvironment[] ending;
        lock (_changing)
        {
            ending = [.. _idle.Where(environment => environment.LastUsed < before)];
            var kept = _idle.Except(ending).Reverse().ToArray();
            _idle.Clear();
            Array.ForEach(kept, _idle.Push);
            _all.ExceptWith(ending);
        }

        await Task.WhenAll(ending.Select(environment => environment.DisposeAsync().AsTask()));
    }

    /// <summary>Ends all environments, busy ones too.</summary>
    public Task KillAsync()
    {
        ExecutionEnvironment[] ending;
        lock (_changing)
        {
            _retired = _killed = true;
            ending = [.. _all];
        }

        return Task.WhenAll(ending.Select(environment => environment.DisposeAsync().AsTask()));
    }

    private Task<ExecutionEnvironment> TakeAsync()
    {
        var waiting = new TaskCompletionSource<ExecutionEnvironment>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            if (TakeIdle() is { } idle)
            {
                return Task.FromResult(idle);
            }

            _waiting.Enqueue(waiting);
        }

        _ = StartAsync();
        return waiting.Task;
    }

    // The one used last: the others may become idle for long, and end.
    private ExecutionEnvironment? TakeIdle()
    {
        while (_idle.TryPop(out var environment))
        {
            if (environment.IsUsable)
            {
                return environment;
            }

            // It ended between two invocations: the next one starts a new one.
            _all.Remove(environment);
            _ = environment.DisposeAsync().AsTask();
        }

        return null;
    }

    // Every invocation that waits has asked for a start, and every start serves one or fails one, so that none waits for
    // ever. A start for which nobody waits any more is left out.
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
        try
        {
            var started = await start;
            if (Serve(started))
            {
                return;
            }

            await started.DisposeAsync();
            throw new OperationCanceledException("The local cloud is stopping, or the function has changed.");
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
            }
        }
    }

    // False if the environment is not wanted any more.
    private bool Serve(ExecutionEnvironment started)
    {
        lock (_changing)
        {
            if (_killed || (_retired && _waiting.Count == 0))
            {
                return false;
            }

            _starting--;
            _all.Add(started);
            if (_waiting.TryDequeue(out var served))
            {
                served.SetResult(started);
            }
            else
            {
                _idle.Push(started);
            }

            return true;
        }
    }

    private async Task GiveBackAsync(ExecutionEnvironment environment)
    {
        lock (_changing)
        {
            if (environment.IsUsable && !_killed)
            {
                if (_waiting.TryDequeue(out var served))
                {
                    served.SetResult(environment);
                    return;
                }

                if (!_retired)
                {
                    _idle.Push(environment);
                    return;
                }
            }

            _all.Remove(environment);
        }

        await environment.DisposeAsync();
    }
}
