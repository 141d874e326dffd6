using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>The event types that have a reader and a writer of their own.</summary>
internal static class EventSerializer
{
    public static bool TryRead<T>(ReadOnlySpan<byte> utf8Json, [MaybeNullWhen(false)] out T value)
    {
        // A local, for then the compiler leaves out what reads a type that a function does not use.
        var type = typeof(T);
        if (type == typeof(APIGatewayHttpApiV2ProxyRequest))
        {
            value = (T)(object)Read(utf8Json, HttpApiV2RequestReader.ReadRequest);
            return true;
        }

        if (type == typeof(APIGatewayHttpApiV2ProxyResponse))
        {
            value = (T)(object)Read(utf8Json, HttpApiV2ResponseConverter.Read);
            return true;
        }

        if (type == typeof(SQSEvent))
        {
            value = (T)(object)Read(utf8Json, SQSEventReader.ReadEvent);
            return true;
        }

        if (type == typeof(SQSBatchResponse))
        {
            value = (T)(object)Read(utf8Json, SQSBatchResponseConverter.Read);
            return true;
        }

        if (type == typeof(S3Event))
        {
            value = (T)(object)Read(utf8Json, S3EventReader.ReadEvent);
            return true;
        }

        if (type == typeof(ScheduledEvent))
        {
            value = (T)(object)Read(utf8Json, ScheduledEventConverter.Read);
            return true;
        }

        value = default;
        return false;
    }

    public static bool TryWrite<T>(Utf8JsonWriter writer, T value)
    {
        if (value is APIGatewayHttpApiV2ProxyResponse response)
        {
            HttpApiV2ResponseConverter.Write(writer, response);
            return true;
        }

        if (value is APIGatewayHttpApiV2ProxyRequest request)
        {
            HttpApiV2RequestWriter.WriteRequest(writer, request);
            return true;
        }

        if (value is SQSBatchResponse batch)
        {
            SQSBatchResponseConverter.Write(writer, batch);
            return true;
        }

        if (value is SQSEvent messages)
        {
            SQSEventWriter.WriteEvent(writer, messages);
            return true;
        }

        if (value is S3Event objects)
        {
            S3EventWriter.WriteEvent(writer, objects);
            return true;
        }

        if (value is ScheduledEvent schedule)
        {
            ScheduledEventConverter.Write(writer, schedule);
            return true;
        }

        return false;
    }

    private static T Read<T>(ReadOnlySpan<byte> utf8Json, JsonEvents.ObjectReader<T> read)
        where T : class
    {
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Found {reader.TokenType} where an event's object belongs.");
        }

        var value = read(ref reader);
        // What follows the object would be another event's beginning: the rest must be white space.
        reader.Read();
        return value;
    }
}
