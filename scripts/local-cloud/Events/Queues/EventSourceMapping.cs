using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// An event source mapping, which connects a queue to a function
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">parameters</see>).
/// </summary>
/// <param name="Id">The mapping's UUID.</param>
/// <param name="QueueArn">The ARN of the queue.</param>
/// <param name="FunctionArn">The ARN of the function, with an optional qualifier.</param>
/// <param name="Enabled">Whether the queue is polled.</param>
/// <param name="BatchSize">The maximum number of messages per invocation: 1 to 10,000.</param>
/// <param name="Window">The batching window: 0 to 300 s.</param>
/// <param name="MaximumConcurrency">The maximum number of concurrent batches: 2 to 1,000, null for Lambda's own limit.</param>
/// <param name="ReportsItemFailures">Whether the function reports failed messages individually.</param>
/// <param name="Filter">The filter for the function's messages.</param>
internal sealed record EventSourceMapping(
    string Id,
    string QueueArn,
    string FunctionArn,
    bool Enabled,
    int BatchSize,
    TimeSpan Window,
    int? MaximumConcurrency,
    bool ReportsItemFailures,
    FilterCriteria Filter)
{
    private const int DefaultBatchSize = 10;

    public bool IsFifo => QueueArn.EndsWith(".fifo", StringComparison.Ordinal);

    public static bool IsOfQueue(JsonNode mapping) =>
        ((string?)mapping["EventSourceArn"])?.StartsWith("arn:aws:sqs:", StringComparison.Ordinal) is true;

    /// <summary>Reads an item from
    /// <see href="https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html">ListEventSourceMappings</see>.
    /// </summary>
    /// <exception cref="FormatException">A pattern in the filter is invalid.</exception>
    public static EventSourceMapping Parse(JsonNode mapping) => new(
        (string)mapping["UUID"]!,
        (string)mapping["EventSourceArn"]!,
        (string)mapping["FunctionArn"]!,
        (string?)mapping["State"] is not ("Disabled" or "Disabling" or "Deleting") && (bool?)mapping["Enabled"] is not false,
        (int?)mapping["BatchSize"] ?? DefaultBatchSize,
        TimeSpan.FromSeconds((int?)mapping["MaximumBatchingWindowInSeconds"] ?? 0),
        (int?)mapping["ScalingConfig"]?["MaximumConcurrency"],
        mapping["FunctionResponseTypes"]?.AsArray().Any(type => (string?)type == "ReportBatchItemFailures") is true,
        FilterCriteria.Parse(mapping["FilterCriteria"]));
}
