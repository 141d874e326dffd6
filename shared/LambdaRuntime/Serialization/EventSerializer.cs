using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// The event types that are read and written without the code that is generated for a context, which costs twenty times
/// as much in the first invocation.
/// </summary>
internal static class EventSerializer
{
    public static bool TryRead<T>(ReadOnlySpan<byte> utf8Json, [MaybeNullWhen(false)] out T value)
    {
        var reader = new Utf8JsonReader(utf8Json);
        var read = Read(ref reader, typeof(T));
        if (read is null)
        {
            value = default;
            return false;
        }

        // What follows the object would be another event's beginning: the rest must be white space.
        reader.Read();
        value = (T)read;
        return true;
    }

    /// <summary>Reads the object that the reader is at, or begins with; null where <paramref name="type"/> is no event's.</summary>
    public static object? Read(ref Utf8JsonReader reader, Type type) =>
        type == typeof(APIGatewayHttpApiV2ProxyRequest) ? EventJson.Read<APIGatewayHttpApiV2ProxyRequest>(ref reader, HttpApiV2RequestMembers.Of)
        : type == typeof(APIGatewayHttpApiV2ProxyResponse) ? EventJson.Read<APIGatewayHttpApiV2ProxyResponse>(ref reader, HttpApiV2ResponseMembers.Of)
        : type == typeof(SQSEvent) ? EventJson.Read<SQSEvent>(ref reader, SQSEventMembers.Of)
        : type == typeof(SQSBatchResponse) ? EventJson.Read<SQSBatchResponse>(ref reader, SQSBatchResponseMembers.Of)
        : type == typeof(S3Event) ? EventJson.Read<S3Event>(ref reader, S3EventMembers.Of)
        : type == typeof(ScheduledEvent) ? EventJson.Read<ScheduledEvent>(ref reader, ScheduledEventMembers.Of)
        : (object?)null;

    public static bool TryWrite<T>(Utf8JsonWriter writer, T value) => value switch
    {
        APIGatewayHttpApiV2ProxyResponse response => EventJson.Write(writer, response, HttpApiV2ResponseMembers.Of),
        APIGatewayHttpApiV2ProxyRequest request => EventJson.Write(writer, request, HttpApiV2RequestMembers.Of),
        SQSBatchResponse batch => EventJson.Write(writer, batch, SQSBatchResponseMembers.Of),
        SQSEvent messages => EventJson.Write(writer, messages, SQSEventMembers.Of),
        S3Event objects => EventJson.Write(writer, objects, S3EventMembers.Of),
        ScheduledEvent schedule => EventJson.Write(writer, schedule, ScheduledEventMembers.Of),
        _ => false,
    };
}
