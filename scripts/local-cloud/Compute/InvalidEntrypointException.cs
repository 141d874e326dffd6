namespace Quickchange.LocalCloud.Compute;

/// <summary>A function's zip has no bootstrap that this machine can run; the message is in Lambda's words.</summary>
internal sealed class InvalidEntrypointException(string message) : Exception(message);
