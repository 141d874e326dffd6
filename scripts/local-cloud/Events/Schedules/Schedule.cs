using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// A schedule, as returned by
/// <see href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html">GetSchedule</see>.
/// </summary>
internal sealed record Schedule
{
    public required string Arn { get; init; }

    /// <summary>The path of the schedule in the AWS API.</summary>
    public required string Path { get; init; }

    public required ScheduleExpression Expression { get; init; }

    /// <summary>The last moment at which it can invoke its target; null for no end.</summary>
    public required DateTimeOffset? End { get; init; }

    public required bool IsEnabled { get; init; }

    /// <summary>The flexible time window after each time; zero for none.</summary>
    public required TimeSpan Window { get; init; }

    public required bool IsDeletedAfterCompletion { get; init; }

    public required ScheduleTarget Target { get; init; }

    /// <summary>The first time; null if there is none.</summary>
    public required DateTimeOffset? First { get; init; }

    /// <summary>The path of a schedule in the AWS API.</summary>
    /// <param name="schedule">A schedule, or its item in a list.</param>
    public static string PathOf(JsonNode schedule) =>
        $"/schedules/{Uri.EscapeDataString((string)schedule["Name"]!)}?groupName={Uri.EscapeDataString((string)schedule["GroupName"]!)}";

    /// <exception cref="FormatException">AWS wouldn't accept it, or the local cloud doesn't support it.</exception>
    public static Schedule Parse(JsonNode schedule)
    {
        var created = Time(schedule, "CreationDate") ?? DateTimeOffset.UnixEpoch;
        var start = Time(schedule, "StartDate");
        var expression = ScheduleExpression.Parse((string)schedule["ScheduleExpression"]!, Zone(schedule), start ?? created);
        var window = schedule["FlexibleTimeWindow"];
        var isOneTime = expression is OneTimeExpression;
        var parsed = new Schedule
        {
            Arn = (string)schedule["Arn"]!,
            Path = PathOf(schedule),
            Expression = expression,
            // A one-time schedule ignores both dates.
            End = isOneTime ? null : Time(schedule, "EndDate"),
            IsEnabled = (string?)schedule["State"] != "DISABLED",
            Window = (string?)window?["Mode"] == "FLEXIBLE" ? TimeSpan.FromMinutes((int)window["MaximumWindowInMinutes"]!) : TimeSpan.Zero,
            IsDeletedAfterCompletion = (string?)schedule["ActionAfterCompletion"] == "DELETE",
            Target = ScheduleTarget.Parse(schedule["Target"]!),
            First = null,
        };

        // Times before the schedule is created are skipped, except for a one-time schedule.
        var changed = Time(schedule, "LastModificationDate") ?? created;
        var from = isOneTime ? DateTimeOffset.MinValue : (start > changed ? start.Value : changed).AddTicks(-1);
        return parsed with { First = parsed.Next(from) };
    }

    /// <summary>The first time after a given time; null if there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) =>
        IsEnabled && Expression.Next(after) is { } next && !(next > End) ? next : null;

    private static TimeZoneInfo Zone(JsonNode schedule)
    {
        var name = (string?)schedule["ScheduleExpressionTimezone"] ?? "UTC";
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new FormatException($"this machine doesn't have the time zone '{name}'.");
    }

    // The AWS API returns seconds since 1970 with a fraction, which scheduled times don't have.
    private static DateTimeOffset? Time(JsonNode schedule, string name) =>
        (double?)schedule[name] is { } seconds ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
}
