namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// A cron expression: the minutes that its six fields select
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">cron-based
/// schedules</see>).
/// </summary>
internal sealed class CronExpression : ScheduleExpression
{
    private const string Any = "?";
    private const int FirstYear = 1970;
    private const int LastYear = 2199;

    private static readonly string[] MonthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private readonly TimeZoneInfo _zone;
    private readonly int[] _minutes;
    private readonly int[] _hours;
    private readonly Func<DateTime, bool> _hasDay;
    private readonly int[] _months;
    private readonly int[] _years;

    /// <exception cref="FormatException">AWS wouldn't accept the fields.</exception>
    public CronExpression(string fields, TimeZoneInfo zone)
    {
        if (fields.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            is not [var minute, var hour, var dayOfMonth, var month, var dayOfWeek, var year])
        {
            throw new FormatException(
                $"'cron({fields})' must have six fields: minutes, hours, day of month, month, day of week, year.");
        }

        _zone = zone;
        _minutes = new CronField("minutes", 0, 59).Parse(minute);
        _hours = new CronField("hours", 0, 23).Parse(hour);
        _months = new CronField("month", 1, 12, MonthNames).Parse(month);
        _years = new CronField("year", FirstYear, LastYear).Parse(year);
        _hasDay = (dayOfMonth, dayOfWeek) switch
        {
            (Any, not Any) => CronDays.OfWeek(dayOfWeek),
            (not Any, Any) => CronDays.OfMonth(dayOfMonth),
            _ => throw new FormatException($"'cron({fields})': either the day of month or the day of week must be ?, but not both."),
        };
    }

    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        var local = TimeZoneInfo.ConvertTime(after, _zone).DateTime;
        var days =
            from year in _years.SkipWhile(year => year < local.Year)
            from month in _months
            from number in Enumerable.Range(1, DateTime.DaysInMonth(year, month))
            let day = new DateTime(year, month, number)
            where day >= local.Date && _hasDay(day)
            select day;
        var times =
            from day in days
            from hour in _hours
            from minute in _minutes
            let time = day.AddHours(hour).AddMinutes(minute)
            where time > local
            select _zone.InstantOf(time);
        // If the clock shows a time twice, the first one counts, which may be in the past.
        return times.FirstOrDefault(time => time > after);
    }
}
