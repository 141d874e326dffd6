using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>Formats a record as a line of text: time, request ID, level and message, separated by tabs.</summary>
internal static class TextLogFormat
{
    public static byte[] Format(LogRecord record)
    {
        var text = new StringBuilder(128)
            .Append(record.Time.ToString(LogRecord.TimeFormat, CultureInfo.InvariantCulture)).Append('\t')
            .Append(record.Context?.AwsRequestId).Append('\t')
            .Append(record.Level.Label()).Append('\t')
            .Append(record.Message.Text);
        if (record.Exception is { } exception)
        {
            text.Append(record.Message.Text.Length > 0 ? "\n" : "").Append(exception);
        }

        // CloudWatch Logs starts a new event at each line feed; a carriage return breaks the line within the event.
        text.Replace("\r\n", "\r").Replace('\n', '\r').Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
