namespace Quickchange.LocalCloud.Gateway;

/// <summary>A response to a caller, and its origin for the access log.</summary>
/// <param name="Response">The response.</param>
/// <param name="Error">The error, if the gateway itself generated the response.</param>
internal sealed record Answer(FunctionResponse Response, GatewayError? Error = null)
{
    public static implicit operator Answer(GatewayError error) => new(error.ToResponse(), error);

    /// <summary>The duration of the invocation; null if there was none.</summary>
    public TimeSpan? IntegrationLatency { get; init; }

    /// <summary>The status of the invocation itself, from Lambda; null if there was none.</summary>
    public int? InvocationStatus { get; init; }
}
