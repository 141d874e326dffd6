namespace Quickchange.LocalCloud.Compute;

/// <summary>One event on its way through an execution environment.</summary>
internal sealed class Invocation(byte[] payload, string functionArn)
{
    public string RequestId { get; } = Guid.NewGuid().ToString();

    public byte[] Payload => payload;

    /// <summary>The ARN that was invoked, with its qualifier.</summary>
    public string FunctionArn => functionArn;

    /// <summary>The caller's client context: JSON; null if there is none.</summary>
    public string? ClientContext { get; init; }

    public string? TraceId { get; init; }

    /// <summary>When the function times out; set as it is handed over.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>Completed by the first answer, whoever gives it: the function, the timeout, the end of the process.</summary>
    public TaskCompletionSource<InvocationResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
