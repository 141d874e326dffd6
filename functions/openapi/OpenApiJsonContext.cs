using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Openapi;

/// <summary>The types that cross the runtime, their JSON code generated at build time.</summary>
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
public sealed partial class OpenApiJsonContext : JsonSerializerContext;
