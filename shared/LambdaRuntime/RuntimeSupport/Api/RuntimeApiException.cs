namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>The Runtime API could not be reached, or answered what no runtime can go on after.</summary>
internal sealed class RuntimeApiException(string message) : Exception(message);
