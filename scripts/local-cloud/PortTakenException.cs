namespace Quickchange.LocalCloud;

/// <summary>Another program uses a port that the cloud needs.</summary>
internal sealed class PortTakenException(string message) : Exception(message);
