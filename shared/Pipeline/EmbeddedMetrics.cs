using System.Text.Json;

namespace Quickchange.Pipeline;

/// <summary>
/// Writes counts to the log in CloudWatch's
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">embedded
/// metric format</see>: CloudWatch creates metrics from them in the namespace Quickchange, by function. They count the work of
/// each invocation, so repeated work counts again.
/// </summary>
/// <remarks>
/// For Lambda, a line without a level has the level INFO, so a function with a higher log level has no metrics
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html">log level
/// filtering</see>).
/// </remarks>
/// <param name="output">
/// The function's standard output itself, because a runtime's writer could wrap each line in a record.
/// </param>
/// <param name="function">The function's name, which is the only dimension of the metrics.</param>
/// <param name="time">The clock.</param>
public sealed class EmbeddedMetrics(Stream output, string function, TimeProvider time)
{
    private const string Namespace = "Quickchange";

    /// <summary>Writes the counts of an invocation.</summary>
    /// <param name="requestId">The request ID of the invocation, for the log record.</param>
    /// <param name="counts">Names, such as RowsAccepted, and numbers.</param>
    public void Write(string requestId, params ReadOnlySpan<(string Name, long Count)> counts)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            WriteDirective(writer, counts);
            writer.WriteString("FunctionName", function);
            writer.WriteString("requestId", requestId);
            foreach (var (name, count) in counts)
            {
                writer.WriteNumber(name, count);
            }

            writer.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        // In one call, so that no other output comes in between.
        output.Write(line.GetBuffer(), 0, (int)line.Length);
        output.Flush();
    }

    private void WriteDirective(Utf8JsonWriter writer, ReadOnlySpan<(string Name, long Count)> counts)
    {
        writer.WriteStartObject("_aws");
        writer.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        writer.WriteStartArray("CloudWatchMetrics");
        writer.WriteStartObject();
        writer.WriteString("Namespace", Namespace);
        writer.WriteStartArray("Dimensions");
        writer.WriteStartArray();
        writer.WriteStringValue("FunctionName");
        writer.WriteEndArray();
        writer.WriteEndArray();
        writer.WriteStartArray("Metrics");
        foreach (var (name, _) in counts)
        {
            writer.WriteStartObject();
            writer.WriteString("Name", name);
            writer.WriteString("Unit", "Count");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
