using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;

namespace Quickchange.Worker;

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class WorkerJsonContext : JsonSerializerContext;
