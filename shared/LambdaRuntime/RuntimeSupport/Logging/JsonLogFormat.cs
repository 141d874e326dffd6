using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.RuntimeSupport.Errors;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>
/// Formats a record as a JSON object on one line (<see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">
/// JSON log format</see>), with the message's arguments as properties and the parts of an exception.
/// </summary>
internal static class JsonLogFormat
{
    private static readonly string[] Own =
        ["timestamp", "level", "requestId", "tenantId", "traceId", "message", "errorType", "errorMessage", "stackTrace"];

    public static byte[] Format(LogRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = MinimalJsonEncoder.Instance }))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp"u8, record.Time.ToString(LogRecord.TimeFormat, CultureInfo.InvariantCulture));
            writer.WriteString("level"u8, record.Level.Name());
            WriteUnlessEmpty(writer, "requestId", record.Context?.AwsRequestId);
            WriteUnlessEmpty(writer, "tenantId", record.Context?.TenantId);
            WriteUnlessEmpty(writer, "traceId", record.Context?.TraceId);
            writer.WriteString("message"u8, record.Message.Text);
            WriteProperties(writer, record.Message);
            if (record.Exception is { } exception)
            {
                WriteException(writer, exception);
            }

            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteProperties(Utf8JsonWriter writer, LogMessage message)
    {
        var written = new HashSet<string>(Own);
        foreach (var (name, value) in message.Properties)
        {
            // A second property with the same name would make the record ambiguous.
            if (written.Add(name))
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool boolean: writer.WriteBooleanValue(boolean); break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case DateTime time: writer.WriteStringValue(time); break;
            case DateTimeOffset time: writer.WriteStringValue(time); break;
            case IFormattable formattable:
                writer.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    private static void WriteException(Utf8JsonWriter writer, Exception exception)
    {
        writer.WriteString("errorType"u8, exception.GetType().FullName);
        writer.WriteString("errorMessage"u8, exception.Message);
        writer.WriteStartArray("stackTrace"u8);
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner != exception)
            {
                writer.WriteStringValue($"---> {inner.GetType().FullName}: {inner.Message}");
            }

            foreach (var frame in StackTraceText.FramesOf(inner))
            {
                writer.WriteStringValue(frame);
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteUnlessEmpty(Utf8JsonWriter writer, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }
}
