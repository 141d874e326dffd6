using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quickchange.Upload;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(FileProgress))]
[JsonSerializable(typeof(UploadEvent))]
[JsonSerializable(typeof(BatchAnswer))]
internal sealed partial class UploadJsonContext : JsonSerializerContext;
