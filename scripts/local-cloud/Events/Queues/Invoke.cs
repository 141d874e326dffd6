using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>Runs a function and waits for its result. Throws if the function could not be run.</summary>
/// <param name="function">The function's ARN, with an optional qualifier.</param>
/// <param name="payload">The event.</param>
/// <param name="meanwhile">What runs as long as a process of the user has the event, which can take any time.</param>
internal delegate Task<InvocationResult> Invoke(string function, byte[] payload, Func<CancellationToken, Task> meanwhile);
