using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;

namespace Quickchange.PredictUpload;

/// <summary>The types that the runtime reads and writes. Their JSON code is generated at build time.</summary>
[JsonSerializable(typeof(S3Event))]
public sealed partial class PredictUploadJsonContext : JsonSerializerContext;
