namespace Quickchange.LocalCloud.Compute;

/// <summary>What Lambda fixes; tests shorten it, or make it predictable.</summary>
internal sealed record ComputeSettings
{
    /// <summary>
    /// How long the init phase may take
    /// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">lifecycle</see>).
    /// </summary>
    public TimeSpan InitLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without work an environment ends; Lambda does not say.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The invocations that may run at a time
    /// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">quotas</see>).
    /// </summary>
    public int AccountConcurrency { get; init; } = 1000;

    /// <summary>The wait before an asynchronous invocation that failed is tried again; the second wait is twice as long.</summary>
    public TimeSpan ErrorRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The wait before an asynchronous invocation that was throttled is tried again; it doubles each time.</summary>
    public TimeSpan ThrottleRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Chooses among the versions of an alias.</summary>
    public Random Random { get; init; } = Random.Shared;
}
