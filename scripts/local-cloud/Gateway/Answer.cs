namespace Quickchange.LocalCloud.Gateway;

/// <summary>What a caller gets, and what the access log says of where it comes from.</summary>
/// <param name="Response">The response.</param>
/// <param name="Error">The error, if it is an answer of the gateway's own.</param>
internal sealed record Answer(FunctionResponse Response, GatewayError? Error = null)
{
    public static implicit operator Answer(GatewayError error) => new(error.ToResponse(), error);

    /// <summary>How long the invocation took; null if there was none.</summary>
    public TimeSpan? IntegrationLatency { get; init; }

    /// <summary>The status of the invocation itself, from Lambda; null if there was none.</summary>
    public int? InvocationStatus { get; init; }
}
