using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>How many requests a route takes a second in the long run, and at once.</summary>
internal readonly record struct RateLimit(double Rate, int Burst)
{
    /// <summary>
    /// What an account has
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</see>).
    /// </summary>
    public static RateLimit OfAccount { get; } = new(10_000, 5_000);

    /// <summary>What route settings say, and for what they do not say, <paramref name="otherwise"/>.</summary>
    public static RateLimit Parse(JsonNode? settings, RateLimit otherwise) => new(
        (double?)settings?["throttlingRateLimit"] ?? otherwise.Rate,
        (int?)settings?["throttlingBurstLimit"] ?? otherwise.Burst);
}
