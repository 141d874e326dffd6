namespace Quickchange.LocalCloud.Compute;

/// <summary>The execution environments of one version: as many as there are invocations at a time.</summary>
internal sealed class EnvironmentPool(FunctionVersion function, EnvironmentFactory factory)
{
    private readonly Lock _changing = new();
    private readonly Stack<ExecutionEnvironment> _idle = [];
    private readonly HashSet<ExecutionEnvironment> _all = [];
    private bool _retired;

    public FunctionVersion Function => function;

    public async Task<InvocationResult> InvokeAsync(Invocation invocation)
    {
        ExecutionEnvironment environment;
        try
        {
            environment = TakeIdle() ?? Add(await factory.StartAsync(function));
        }
        catch (InvalidEntrypointException invalid)
        {
            return InvocationResult.Failed("Runtime.InvalidEntrypoint", $"RequestId: {invocation.RequestId} Error: {invalid.Message}");
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
            _retired = true;
            ending = [.. _all];
        }

        return Task.WhenAll(ending.Select(environment => environment.DisposeAsync().AsTask()));
    }

    // The one used last: the others may become idle for long, and end.
    private ExecutionEnvironment? TakeIdle()
    {
        lock (_changing)
        {
            while (_idle.TryPop(out var environment))
            {
                if (environment.IsAlive)
                {
                    return environment;
                }

                // It ended between two invocations: the next one starts a new one.
                _all.Remove(environment);
                _ = environment.DisposeAsync().AsTask();
            }

            return null;
        }
    }

    private ExecutionEnvironment Add(ExecutionEnvironment environment)
    {
        lock (_changing)
        {
            _all.Add(environment);
        }

        return environment;
    }

    private async Task GiveBackAsync(ExecutionEnvironment environment)
    {
        lock (_changing)
        {
            if (environment.IsAlive && !_retired)
            {
                _idle.Push(environment);
                return;
            }

            _all.Remove(environment);
        }

        await environment.DisposeAsync();
    }
}
