using System.Globalization;
using System.Net;
using System.Xml;

namespace Quickchange.Report;

/// <summary>
/// How long messages waited in a queue, from CloudWatch's metric
/// <see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">ApproximateAgeOfOldestMessage</see>,
/// which is requested with
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html">GetMetricStatistics</see>.
/// </summary>
/// <param name="http">The client.</param>
/// <param name="endpoint">CloudWatch's endpoint.</param>
/// <param name="signer">Signs for CloudWatch.</param>
/// <param name="queue">The queue's name.</param>
internal sealed class QueueAgeMetric(HttpClient http, Uri endpoint, QuerySigner signer, string queue)
{
    private const int Tries = 4;

    /// <returns>The maximum of the day (UTC) in seconds, or null if nothing was measured.</returns>
    /// <exception cref="HttpRequestException">CloudWatch rejected the request or could not be reached, after four tries.</exception>
    public async Task<long?> OldestOfDayAsync(DateOnly day)
    {
        using var content = new FormUrlEncodedContent(Query(day));
        var body = await content.ReadAsByteArrayAsync();
        for (var tried = 1; ; tried++)
        {
            try
            {
                return Maximum(await AskAsync(body));
            }
            catch (Exception failed) when (tried < Tries && MayPass(failed))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << tried));
            }
        }
    }

    private async Task<string> AskAsync(byte[] body)
    {
        using var request = signer.Sign(endpoint, body);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text
            : throw new HttpRequestException(
                $"CloudWatch answered GetMetricStatistics with {(int)response.StatusCode}: {text}", null, response.StatusCode);
    }

    // HttpClient reports its own timeout as a cancellation; throttling is a 400 with this error code.
    private static bool MayPass(Exception failed) => failed is TaskCanceledException
        || (failed is HttpRequestException { StatusCode: var status }
            && (status is null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
                || failed.Message.Contains("<Code>Throttling</Code>", StringComparison.Ordinal)));

    private static long? Maximum(string xml)
    {
        double? maximum = null;
        var isAnswer = false;
        using var reader = XmlReader.Create(new StringReader(xml));
        while (reader.Read())
        {
            isAnswer |= reader.IsStartElement() && reader.LocalName == "GetMetricStatisticsResult";
            if (reader.IsStartElement() && reader.LocalName == "Maximum")
            {
                var value = double.Parse(reader.ReadString(), CultureInfo.InvariantCulture);
                maximum = Math.Max(maximum ?? value, value);
            }
        }

        return isAnswer
            ? (long?)maximum
            : throw new InvalidDataException("CloudWatch's response has no GetMetricStatisticsResult.");
    }

    private Dictionary<string, string> Query(DateOnly day) => new()
    {
        ["Action"] = "GetMetricStatistics",
        ["Version"] = "2010-08-01",
        ["Namespace"] = "AWS/SQS",
        ["MetricName"] = "ApproximateAgeOfOldestMessage",
        ["Dimensions.member.1.Name"] = "QueueName",
        ["Dimensions.member.1.Value"] = queue,
        ["StartTime"] = $"{ReportFormat.Text(day)}T00:00:00Z",
        ["EndTime"] = $"{ReportFormat.Text(day.AddDays(1))}T00:00:00Z",
        ["Period"] = "3600",
        ["Statistics.member.1"] = "Maximum",
    };
}
