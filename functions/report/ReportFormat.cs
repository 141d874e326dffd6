using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Quickchange.Report;

/// <summary>A format in which a report is stored and served.</summary>
/// <param name="Extension">The extension of the object's key, which is also the value of the query parameter.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Write">Writes a report as UTF-8.</param>
internal sealed record ReportFormat(string Extension, string ContentType, Func<DayReport, byte[]> Write)
{
    public static readonly ReportFormat Json = new("json", "application/json", WriteJson);

    /// <summary>One row for each currency (RFC 4180): <c>currency,answered,sum</c>.</summary>
    public static readonly ReportFormat Csv = new("csv", "text/csv", WriteCsv);

    public string KeyOf(DateOnly day) => $"reports/{Text(day)}.{Extension}";

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static byte[] WriteJson(DayReport report)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("date", Text(report.Date));
            writer.WriteNumber("answered", report.Answered);
            writer.WriteNumber("rejected", report.Rejected);
            writer.WriteNumber("accepted", report.Accepted);
            writer.WriteNumber("files", report.Files);
            writer.WriteStartArray("currencies");
            foreach (var currency in report.Currencies)
            {
                WriteCurrency(writer, currency);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("oldest_message_age_s");
            if (report.OldestMessageAgeS is { } age)
            {
                writer.WriteNumberValue(age);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteEndObject();
        }

        return output.ToArray();
    }

    private static void WriteCurrency(Utf8JsonWriter writer, CurrencyReport currency)
    {
        writer.WriteStartObject();
        writer.WriteString("currency", currency.Currency);
        writer.WriteNumber("answered", currency.Answered);
        writer.WriteString("sum", currency.Sum);
        writer.WriteStartArray("coins");
        foreach (var (name, count) in currency.Coins)
        {
            writer.WriteStartObject();
            writer.WriteString(count.ToString(CultureInfo.InvariantCulture), name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // Codes and numbers need no quotation marks.
    private static byte[] WriteCsv(DayReport report)
    {
        var text = new StringBuilder("currency,answered,sum\r\n");
        foreach (var currency in report.Currencies)
        {
            text.Append(CultureInfo.InvariantCulture, $"{currency.Currency},{currency.Answered},{currency.Sum}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
