namespace Quickchange.LocalCloud.Compute;

/// <summary>Constants of Lambda, which tests shorten or make predictable.</summary>
internal sealed record ComputeSettings
{
    /// <summary>
    /// The time limit of the init phase
    /// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">lifecycle</see>).
    /// </summary>
    public TimeSpan InitLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an environment can be idle before it ends; Lambda doesn't document this.</summary>
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The limit of concurrent invocations
    /// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">quotas</see>).
    /// </summary>
    public int AccountConcurrency { get; init; } = 1000;

    /// <summary>The wait before a failed asynchronous invocation is retried; the second wait is twice as long.</summary>
    public TimeSpan ErrorRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The wait before a throttled asynchronous invocation is retried; it doubles each time.</summary>
    public TimeSpan ThrottleRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Chooses one of the versions of an alias.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>
    /// How long the gateway waits for a Lambda authorizer
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">quotas of HTTP APIs</see>).
    /// </summary>
    public TimeSpan AuthorizerLimit { get; init; } = TimeSpan.FromSeconds(10);
}
