using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Change.Tests.Costs;

/// <summary>A request as it is sent: <c>POST /change</c> with a body, or <c>GET /change/{amount}</c> with a query.</summary>
internal sealed record SentRequest
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? Query { get; init; }

    public APIGatewayHttpApiV2ProxyRequest ToEvent() => Path is null
        ? new() { Body = Body }
        : new() { PathParameters = new Dictionary<string, string> { ["amount"] = Path }, QueryStringParameters = Query };
}
