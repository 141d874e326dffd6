using System.Globalization;

namespace Quickchange.LocalCloud.Compute;

/// <summary>A failure of an initialization or an invocation, in Lambda's terms.</summary>
internal sealed record Failure(string ErrorType, string Reason)
{
    private const string TimedOut = "Sandbox.Timedout";

    /// <summary>The function exceeded its memory.</summary>
    public static Failure OutOfMemory { get; } = new("Runtime.OutOfMemory", ProcessEnd.Describe(ProcessEnd.Killed));

    /// <summary>The runtime reported that its initialization failed.</summary>
    public InvocationResult? Reported { get; init; }

    /// <summary>The end of the REPORT or INIT_REPORT line.</summary>
    public string Status => IsTimeout ? "Status: timeout" : $"Status: error\tError Type: {ErrorType}";

    public bool IsTimeout => ErrorType == TimedOut;

    public static Failure Timeout(TimeSpan limit) =>
        new(TimedOut, $"Task timed out after {limit.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} seconds");

    public static Failure Exit(int code) => new("Runtime.ExitError", ProcessEnd.Describe(code));

    public InvocationResult ToResult(string requestId) =>
        Reported ?? InvocationResult.Failed(ErrorType, $"RequestId: {requestId} Error: {Reason}") with { Failure = this };
}
