namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// The times of a schedule
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule types</see>).
/// </summary>
internal abstract class ScheduleExpression
{
    /// <summary>The first time after a given time; null if there is none.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>Parses <c>rate(…)</c>, <c>cron(…)</c> or <c>at(…)</c>.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="zone">The time zone of <c>cron</c> and <c>at</c>.</param>
    /// <param name="start">The first time of a rate.</param>
    /// <exception cref="FormatException">AWS wouldn't accept the expression.</exception>
    public static ScheduleExpression Parse(string text, TimeZoneInfo zone, DateTimeOffset start)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || !text.EndsWith(')'))
        {
            throw Malformed(text);
        }

        var inner = text[(open + 1)..^1];
        return text[..open] switch
        {
            "rate" => new RateExpression(inner, start),
            "cron" => new CronExpression(inner, zone),
            "at" => new OneTimeExpression(inner, zone),
            _ => throw Malformed(text),
        };
    }

    private static FormatException Malformed(string text) =>
        new($"'{text}' is not a valid schedule: write rate(5 minutes), cron(0 8 * * ? *) or at(2027-01-31T08:00:00).");
}
