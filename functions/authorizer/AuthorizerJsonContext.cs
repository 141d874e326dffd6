using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Authorizer;

/// <summary>The types that the runtime reads and writes. Their JSON code is generated at build time.</summary>
[JsonSerializable(typeof(APIGatewayCustomAuthorizerV2Request))]
[JsonSerializable(typeof(APIGatewayCustomAuthorizerV2SimpleResponse))]
[JsonSerializable(typeof(string))]
internal sealed partial class AuthorizerJsonContext : JsonSerializerContext;
