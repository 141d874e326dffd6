using System.Diagnostics.CodeAnalysis;

namespace Quickchange.LocalCloud.Compute;

/// <summary>An invocation in an execution environment.</summary>
internal sealed class Invocation(string requestId, byte[] payload, string functionArn, string traceId)
{
    private const int LongestTraceId = 1024;

    public string RequestId => requestId;

    public byte[] Payload => payload;

    /// <summary>The ARN that was invoked, with its qualifier.</summary>
    public string FunctionArn => functionArn;

    /// <summary>
    /// The X-Ray
    /// <see href="https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader">tracing
    /// header</see>.
    /// </summary>
    public string TraceId => traceId;

    /// <summary>The caller's client context: JSON; null if there is none.</summary>
    public string? ClientContext { get; init; }

    /// <summary>When the function times out; set when the runtime receives the invocation.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Completes when no process of the user will run it, but an environment.</summary>
    public TaskCompletionSource Deployed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed by the first result: from the function, the timeout, or the end of the process.</summary>
    public TaskCompletionSource<InvocationResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static string NewRequestId() => Guid.NewGuid().ToString();

    /// <summary>Whether a caller's tracing header can be passed on, as a header again.</summary>
    public static bool IsTraceId([NotNullWhen(true)] string? sent) =>
        sent is { Length: > 0 and <= LongestTraceId } && !sent.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The tracing header of an invocation without a trace: a new trace that isn't sampled.</summary>
    public static string NewTraceId()
    {
        var random = Guid.NewGuid().ToString("N");
        return $"Root=1-{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x8}-{random[..24]};Parent={Guid.NewGuid().ToString("N")[..16]};Sampled=0";
    }
}
