namespace Quickchange.OpenApi;

/// <summary>What a function says of its routes is wrong.</summary>
/// <param name="message">File, field, and what to write instead.</param>
internal sealed class MistakeException(string message) : Exception(message);
