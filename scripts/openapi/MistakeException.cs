namespace Quickchange.OpenApi;

/// <summary>A mistake in a function's operations.</summary>
/// <param name="message">The file, the field, and what to write instead.</param>
internal sealed class MistakeException(string message) : Exception(message);
