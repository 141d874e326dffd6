using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>Runs a function to its end. It throws if the function could not be run.</summary>
/// <param name="function">Its ARN, which may have a qualifier.</param>
/// <param name="payload">The event.</param>
internal delegate Task<InvocationResult> Invoke(string function, byte[] payload);
