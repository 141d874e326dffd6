namespace Quickchange.LocalCloud.Compute;

/// <summary>An event whose caller does not wait.</summary>
/// <param name="Function">Who gets it, as the caller named it.</param>
/// <param name="Payload">The event itself: JSON.</param>
/// <param name="TraceId">The tracing header of the caller; null for none.</param>
internal sealed record AsyncEvent(FunctionName Function, byte[] Payload, string? TraceId)
{
    /// <summary>The request id of all tries.</summary>
    public string RequestId { get; } = Invocation.NewRequestId();

    public DateTimeOffset Accepted { get; } = DateTimeOffset.UtcNow;
}
