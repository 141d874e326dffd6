namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>A process that the user runs as a function, as the caller of the Runtime API.</summary>
internal sealed class OwnRuntime(OwnProcesses processes, OwnProcess own) : IRuntime
{
    /// <inheritdoc/>
    public Task<Invocation?> NextAsync(CancellationToken cancelled) => processes.NextAsync(own, cancelled);

    /// <inheritdoc/>
    public AnswerState Answer(string requestId, InvocationResult result) => processes.Answer(requestId, result);

    /// <summary>
    /// Implements init/error. The process has no invocation that could fail, and reports the error in its own terminal.
    /// </summary>
    public bool FailInit(Failure reported) => !own.HasPolled;
}
