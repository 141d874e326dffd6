namespace Quickchange.Watcher.Running;

/// <summary>The local cloud can't do what the watcher needs. The message says what to do.</summary>
internal sealed class CloudException(string message) : Exception(message);
