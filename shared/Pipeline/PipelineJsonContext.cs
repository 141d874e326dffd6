using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quickchange.Pipeline;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(QueuedRequest))]
internal sealed partial class PipelineJsonContext : JsonSerializerContext;
