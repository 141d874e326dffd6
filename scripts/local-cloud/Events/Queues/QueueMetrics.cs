using System.Globalization;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Publishes the age of the oldest message in each queue to CloudWatch every minute, as SQS does
/// (<see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">metrics</see>).
/// </summary>
internal sealed class QueueMetrics(AwsClient aws, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <param name="queues">Returns the current queues.</param>
    /// <param name="cancelled">Ends the loop.</param>
    public async Task RunAsync(Func<IEnumerable<(SqsQueue Queue, QueueAge Age)>> queues, CancellationToken cancelled)
    {
        while (true)
        {
            await Task.Delay(Period, clock, cancelled);
            foreach (var (queue, age) in queues())
            {
                try
                {
                    await PutAsync(queue.Name, age.Estimate(await queue.IsEmptyAsync(cancelled)));
                }
                catch (Exception exception) when (!cancelled.IsCancellationRequested)
                {
                    await Console.Error.WriteLineAsync($"The age of the messages in {queue.Name} could not be measured: {exception.Message}");
                }
            }
        }
    }

    private Task<string> PutAsync(string queue, double age) => aws.QueryAsync("monitoring", new Dictionary<string, string>
    {
        ["Action"] = "PutMetricData",
        ["Version"] = "2010-08-01",
        ["Namespace"] = "AWS/SQS",
        ["MetricData.member.1.MetricName"] = "ApproximateAgeOfOldestMessage",
        ["MetricData.member.1.Dimensions.member.1.Name"] = "QueueName",
        ["MetricData.member.1.Dimensions.member.1.Value"] = queue,
        ["MetricData.member.1.Unit"] = "Seconds",
        ["MetricData.member.1.Value"] = age.ToString("0", CultureInfo.InvariantCulture),
    });
}
