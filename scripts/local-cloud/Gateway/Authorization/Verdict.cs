using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization;

/// <summary>Whether a request may invoke its route.</summary>
/// <param name="Refusal">The response to a request that may not; null if it may.</param>
/// <param name="Context">What the function sees in <c>requestContext.authorizer</c>; null for nothing.</param>
internal sealed record Verdict(GatewayError? Refusal, JsonObject? Context)
{
    public static Verdict Open { get; } = new(null, null);

    public static Verdict Allow(string kind, JsonNode? what) => new(null, new() { [kind] = what });

    public static implicit operator Verdict(GatewayError refusal) => new(refusal, null);
}
