using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// The target of a schedule
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html">Target</see>). The permissions
/// of its role are not checked.
/// </summary>
internal sealed record ScheduleTarget
{
    /// <summary>The ARN of a function, with an optional qualifier, or of a queue.</summary>
    public required string Arn { get; init; }

    /// <summary>The input of the target; null for Scheduler's default event.</summary>
    public required string? Input { get; init; }

    /// <summary>The message group, for a FIFO queue.</summary>
    public required string? MessageGroupId { get; init; }

    /// <summary>The maximum number of retries: 0 to 185.</summary>
    public required int MaximumRetryAttempts { get; init; }

    /// <summary>The maximum age of an event: 1 minute to 24 hours.</summary>
    public required TimeSpan MaximumEventAge { get; init; }

    /// <summary>The ARN of the dead-letter queue; null for none.</summary>
    public required string? DeadLetterQueue { get; init; }

    /// <exception cref="FormatException">The local cloud doesn't support the target.</exception>
    public static ScheduleTarget Parse(JsonNode target)
    {
        var arn = (string)target["Arn"]!;
        if (!FunctionName.IsFunction(arn) && !QueueArn.IsQueue(arn))
        {
            throw new FormatException($"the local cloud supports only functions and queues as targets, not {arn}.");
        }

        var retries = target["RetryPolicy"];
        return new()
        {
            Arn = arn,
            Input = (string?)target["Input"],
            MessageGroupId = (string?)target["SqsParameters"]?["MessageGroupId"],
            MaximumRetryAttempts = (int?)retries?["MaximumRetryAttempts"] ?? 185,
            MaximumEventAge = TimeSpan.FromSeconds((int?)retries?["MaximumEventAgeInSeconds"] ?? 86_400),
            DeadLetterQueue = (string?)target["DeadLetterConfig"]?["Arn"],
        };
    }
}
