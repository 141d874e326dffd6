using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// What a schedule invokes
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Target.html">Target</see>). The permissions
/// of its role are not checked.
/// </summary>
internal sealed record ScheduleTarget
{
    /// <summary>A function, which may have a qualifier, or a queue.</summary>
    public required string Arn { get; init; }

    /// <summary>What the target gets; null for the event that Scheduler makes.</summary>
    public required string? Input { get; init; }

    /// <summary>The message group, in a FIFO queue.</summary>
    public required string? MessageGroupId { get; init; }

    /// <summary>How often a delivery that failed is tried again: 0 to 185.</summary>
    public required int MaximumRetryAttempts { get; init; }

    /// <summary>For how long a delivery that failed is tried again: 1 minute to 24 hours.</summary>
    public required TimeSpan MaximumEventAge { get; init; }

    /// <summary>The ARN of the queue of what could not be delivered; null for none.</summary>
    public required string? DeadLetterQueue { get; init; }

    /// <exception cref="FormatException">The local cloud has no such target.</exception>
    public static ScheduleTarget Parse(JsonNode target)
    {
        var arn = (string)target["Arn"]!;
        if (!FunctionName.IsFunction(arn) && !QueueArn.IsQueue(arn))
        {
            throw new FormatException($"the local cloud invokes functions and queues only, not {arn}.");
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
