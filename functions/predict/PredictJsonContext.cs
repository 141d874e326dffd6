using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Predict;

/// <summary>The types that the runtime reads and writes. Their JSON code is generated at build time.</summary>
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
public sealed partial class PredictJsonContext : JsonSerializerContext;
