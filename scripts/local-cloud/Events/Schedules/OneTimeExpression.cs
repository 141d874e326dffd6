using System.Globalization;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>A one-time schedule.</summary>
internal sealed class OneTimeExpression : ScheduleExpression
{
    private readonly DateTimeOffset? _time;

    /// <exception cref="FormatException">The text is not a date and time.</exception>
    public OneTimeExpression(string text, TimeZoneInfo zone)
    {
        _time = DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? zone.InstantOf(local)
            : throw new FormatException($"'at({text})' is not a time such as at(2027-01-31T08:00:00).");
    }

    public override DateTimeOffset? Next(DateTimeOffset after) => _time > after ? _time : null;
}
