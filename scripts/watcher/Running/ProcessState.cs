namespace Quickchange.Watcher.Running;

/// <summary>What a process does that has asked for an invocation.</summary>
/// <param name="Id">The process ID; null if the cloud can't see the process.</param>
/// <param name="Works">The number of invocations that it works on.</param>
internal sealed record ProcessState(int? Id, int Works);
