using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization.Iam;

/// <summary>A request with a signature in a header or in the query, not yet verified.</summary>
internal sealed class SignedRequest
{
    private readonly RequestTarget _target;

    private SignedRequest(RequestTarget target) => _target = target;

    /// <returns>Null if there is not exactly one signature.</returns>
    public static SignedRequest? Find(GatewayRequest request)
    {
        var target = RequestTarget.Parse(GatewayLimits.RawTarget(request.Http));
        var headers = request.Http.Headers.Authorization.Count;
        var queries = target.Query.Split('&').Count(pair => Uri.UnescapeDataString(pair.Split('=')[0]) == "X-Amz-Signature");
        return headers + queries == 1 ? new(target) : null;
    }

    /// <summary>What was signed, for the AWS endpoint.</summary>
    public async Task<JsonObject> DescribeAsync(GatewayRequest request)
    {
        var headers = request.Http.Headers.Select(header => KeyValuePair.Create<string, JsonNode?>(
            header.Key.ToLowerInvariant(), Octets(string.Join(',', header.Value.AsEnumerable()))));
        return new()
        {
            ["method"] = request.Http.Method,
            ["path"] = Octets(_target.Path),
            ["query"] = Octets(_target.Query),
            ["headers"] = new JsonObject(headers),
            ["bodyHash"] = Convert.ToHexStringLower(SHA256.HashData(await request.Body.ReadAsync())),
            ["resource"] = request.ResourceArn,
        };
    }

    // A character for each octet that was sent, as signatures are computed.
    private static string Octets(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
