using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.SQSEvents;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// The event types that are read and written without a context's generated code, which takes many times as long in the first
/// invocation.
/// </summary>
internal static class EventSerializer
{
    /// <summary>Reads a complete event; returns false if <typeparamref name="T"/> is not an event type.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> utf8Json, [MaybeNullWhen(false)] out T value)
    {
        var reader = new Utf8JsonReader(utf8Json);
        if (!TryRead(ref reader, out value))
        {
            return false;
        }

        // Only whitespace may follow the object.
        reader.Read();
        return true;
    }

    /// <summary>Reads the event at the reader's position, or at its beginning.</summary>
    public static bool TryRead<T>(ref Utf8JsonReader reader, [MaybeNullWhen(false)] out T value)
    {
        // With a local variable, conditions in this form and "new" in them, the compiler omits the readers of types that a function
        // doesn't use.
        var type = typeof(T);
        if (type == typeof(APIGatewayHttpApiV2ProxyRequest))
        {
            return Found(EventJson.Read(ref reader, new APIGatewayHttpApiV2ProxyRequest(), HttpApiV2RequestMembers.Of), out value);
        }

        if (type == typeof(APIGatewayHttpApiV2ProxyResponse))
        {
            return Found(EventJson.Read(ref reader, new APIGatewayHttpApiV2ProxyResponse(), HttpApiV2ResponseMembers.Of), out value);
        }

        if (type == typeof(APIGatewayCustomAuthorizerV2Request))
        {
            return Found(EventJson.Read(ref reader, new APIGatewayCustomAuthorizerV2Request(), CustomAuthorizerV2Members.Of), out value);
        }

        if (type == typeof(APIGatewayCustomAuthorizerV2SimpleResponse))
        {
            return Found(
                EventJson.Read(ref reader, new APIGatewayCustomAuthorizerV2SimpleResponse(), CustomAuthorizerV2Members.Of), out value);
        }

        if (type == typeof(SQSEvent))
        {
            return Found(EventJson.Read(ref reader, new SQSEvent(), SQSEventMembers.Of), out value);
        }

        if (type == typeof(SQSBatchResponse))
        {
            return Found(EventJson.Read(ref reader, new SQSBatchResponse(), SQSBatchResponseMembers.Of), out value);
        }

        if (type == typeof(S3Event))
        {
            return Found(EventJson.Read(ref reader, new S3Event(), S3EventMembers.Of), out value);
        }

        if (type == typeof(ScheduledEvent))
        {
            return Found(EventJson.Read(ref reader, new ScheduledEvent(), ScheduledEventMembers.Of), out value);
        }

        value = default;
        return false;
    }

    public static bool TryWrite<T>(Utf8JsonWriter writer, T value)
    {
        if (value is APIGatewayHttpApiV2ProxyResponse response)
        {
            return EventJson.Write(writer, response, HttpApiV2ResponseMembers.Of);
        }

        if (value is APIGatewayHttpApiV2ProxyRequest request)
        {
            return EventJson.Write(writer, request, HttpApiV2RequestMembers.Of);
        }

        if (value is APIGatewayCustomAuthorizerV2SimpleResponse verdict)
        {
            return EventJson.Write(writer, verdict, CustomAuthorizerV2Members.Of);
        }

        if (value is APIGatewayCustomAuthorizerV2Request question)
        {
            return EventJson.Write(writer, question, CustomAuthorizerV2Members.Of);
        }

        if (value is SQSBatchResponse batch)
        {
            return EventJson.Write(writer, batch, SQSBatchResponseMembers.Of);
        }

        if (value is SQSEvent messages)
        {
            return EventJson.Write(writer, messages, SQSEventMembers.Of);
        }

        if (value is S3Event objects)
        {
            return EventJson.Write(writer, objects, S3EventMembers.Of);
        }

        if (value is ScheduledEvent schedule)
        {
            return EventJson.Write(writer, schedule, ScheduledEventMembers.Of);
        }

        return false;
    }

    private static bool Found<T>(object read, out T value)
    {
        value = (T)read;
        return true;
    }
}
