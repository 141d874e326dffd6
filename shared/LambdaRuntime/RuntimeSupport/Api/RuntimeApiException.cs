namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>The Runtime API could not be reached, or sent a response from which a runtime can't recover.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);
