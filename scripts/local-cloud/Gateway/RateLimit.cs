using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The rate and burst limits of a route.</summary>
internal readonly record struct RateLimit(double Rate, int Burst)
{
    /// <summary>
    /// The account's default limits
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</see>).
    /// </summary>
    public static RateLimit OfAccount { get; } = new(10_000, 5_000);

    /// <summary>The limits in route settings, with <paramref name="otherwise"/> as the default.</summary>
    public static RateLimit Parse(JsonNode? settings, RateLimit otherwise) => new(
        (double?)settings?["throttlingRateLimit"] ?? otherwise.Rate,
        (int?)settings?["throttlingBurstLimit"] ?? otherwise.Burst);
}
