using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>Accepts an event for a function, and does not wait until it has run.</summary>
/// <param name="function">Its ARN, which may have a qualifier.</param>
/// <param name="payload">The event: JSON.</param>
/// <exception cref="FunctionNotFoundException">The function or the qualifier doesn't exist.</exception>
internal delegate Task StartInvocation(string function, byte[] payload);
