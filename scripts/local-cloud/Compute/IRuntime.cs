namespace Quickchange.LocalCloud.Compute;

/// <summary>What calls the Runtime API: the process of an environment, or a process that the user runs.</summary>
internal interface IRuntime
{
    /// <summary>Implements next: waits for an invocation. Null if there will be none.</summary>
    /// <param name="cancelled">Canceled when the caller no longer waits.</param>
    Task<Invocation?> NextAsync(CancellationToken cancelled);

    /// <summary>Implements response and error.</summary>
    AnswerState Answer(string requestId, InvocationResult result);

    /// <summary>Implements init/error. False if the initialization has already ended.</summary>
    bool FailInit(Failure reported);
}
