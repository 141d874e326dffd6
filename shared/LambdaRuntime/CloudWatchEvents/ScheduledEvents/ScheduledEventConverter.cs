using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>Reads and writes <see cref="ScheduledEvent"/>. Public for the code that is generated for a function's context.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScheduledEventConverter : JsonConverter<ScheduledEvent>
{
    public override ScheduledEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader);

    public override void Write(Utf8JsonWriter writer, ScheduledEvent value, JsonSerializerOptions options) =>
        Write(writer, value);

    internal static ScheduledEvent Read(ref Utf8JsonReader reader)
    {
        var value = new ScheduledEvent();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("version"u8))
            {
                value.Version = reader.ReadString();
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                value.Id = reader.ReadString();
            }
            else if (reader.ValueTextEquals("detail-type"u8))
            {
                value.DetailType = reader.ReadString();
            }
            else if (reader.ValueTextEquals("source"u8))
            {
                value.Source = reader.ReadString();
            }
            else if (reader.ValueTextEquals("account"u8))
            {
                value.Account = reader.ReadString();
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                value.Time = reader.ReadDateTime();
            }
            else if (reader.ValueTextEquals("region"u8))
            {
                value.Region = reader.ReadString();
            }
            else if (reader.ValueTextEquals("resources"u8))
            {
                value.Resources = reader.ReadStrings() is { } items ? [.. items] : null;
            }
            else if (reader.ValueTextEquals("detail"u8))
            {
                value.Detail = ReadDetail(ref reader)!;
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    internal static void Write(Utf8JsonWriter writer, ScheduledEvent value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("version", value.Version);
        writer.WriteOptional("id", value.Id);
        writer.WriteOptional("detail-type", value.DetailType);
        writer.WriteOptional("source", value.Source);
        writer.WriteOptional("account", value.Account);
        writer.WriteOptional("time", value.Time);
        writer.WriteOptional("region", value.Region);
        writer.WriteStrings("resources", value.Resources);
        writer.WriteObject("detail", value.Detail, WriteDetail);
        writer.WriteEndObject();
    }

    // An object with nothing of interest; from EventBridge Scheduler also the text "{}".
    private static Detail? ReadDetail(ref Utf8JsonReader reader)
    {
        reader.SkipValue();
        return reader.TokenType == JsonTokenType.Null ? null : new Detail();
    }

    private static void WriteDetail(Utf8JsonWriter writer, Detail value)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
