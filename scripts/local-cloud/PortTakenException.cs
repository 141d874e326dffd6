namespace Quickchange.LocalCloud;

/// <summary>A port that the cloud needs is another program's.</summary>
internal sealed class PortTakenException(string message) : Exception(message);
