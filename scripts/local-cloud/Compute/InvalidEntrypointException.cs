namespace Quickchange.LocalCloud.Compute;

/// <summary>A function's zip has no bootstrap that this machine can run. The message is Lambda's.</summary>
internal sealed class InvalidEntrypointException(string message) : Exception(message);
