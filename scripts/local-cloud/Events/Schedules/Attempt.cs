using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// An attempt to invoke the target of a schedule, and its context for the target
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">context
/// attributes</see>).
/// </summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Time">The scheduled time.</param>
/// <param name="Number">The number of the attempt, from 1.</param>
internal sealed record Attempt(Schedule Schedule, DateTimeOffset Time, int Number)
{
    /// <summary>A unique ID for each attempt.</summary>
    public string ExecutionId { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string ScheduledTime => Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The target's input, with its keywords replaced by the context.</summary>
    public string Input => Schedule.Target.Input is { } input
        ? input
            .Replace("<aws.scheduler.schedule-arn>", Schedule.Arn, StringComparison.Ordinal)
            .Replace("<aws.scheduler.scheduled-time>", ScheduledTime, StringComparison.Ordinal)
            .Replace("<aws.scheduler.execution-id>", ExecutionId, StringComparison.Ordinal)
            .Replace("<aws.scheduler.attempt-number>", Number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        : DefaultInput();

    // The event that Scheduler sends if there is no input; its detail is a string.
    private string DefaultInput() => new JsonObject
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "Scheduled Event",
        ["source"] = "aws.scheduler",
        ["account"] = AwsClient.Account,
        ["time"] = ScheduledTime,
        ["region"] = AwsClient.Region,
        ["resources"] = new JsonArray(Schedule.Arn),
        ["detail"] = "{}",
    }.ToJsonString(JsonText.Plain);
}
