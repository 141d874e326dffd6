namespace Quickchange.LocalCloud.Compute;

/// <summary>The event of an asynchronous invocation.</summary>
/// <param name="Function">The function, with the name that the caller used.</param>
/// <param name="Payload">The event itself: JSON.</param>
/// <param name="TraceId">The caller's tracing header; null for none.</param>
internal sealed record AsyncEvent(FunctionName Function, byte[] Payload, string? TraceId)
{
    /// <summary>The request ID of all tries.</summary>
    public string RequestId { get; } = Invocation.NewRequestId();

    public DateTimeOffset Accepted { get; } = DateTimeOffset.UtcNow;
}
