using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>Accepts an event for a function without waiting for its result.</summary>
/// <param name="function">The function's ARN, with an optional qualifier.</param>
/// <param name="payload">The event: JSON.</param>
/// <exception cref="FunctionNotFoundException">The function or the qualifier doesn't exist.</exception>
internal delegate Task StartInvocation(string function, byte[] payload);
