using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;

namespace Quickchange.Upload;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FileProgress))]
[JsonSerializable(typeof(S3Event))]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class UploadJsonContext : JsonSerializerContext;
