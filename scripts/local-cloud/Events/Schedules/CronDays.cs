using System.Globalization;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>The two fields of a cron expression that select days, of which one is used.</summary>
internal static class CronDays
{
    private const int WeekDays = 7;

    private static readonly CronField Month = new("day of month", 1, 31);
    private static readonly CronField Week = new("day of week", 1, WeekDays, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);

    /// <summary>
    /// Numbers; <c>L</c>, the last day; <c>L-3</c>, three days before it; <c>15W</c>, the weekday nearest to the 15th;
    /// <c>LW</c>, the last weekday.
    /// </summary>
    /// <exception cref="FormatException">AWS wouldn't accept the field.</exception>
    public static Func<DateTime, bool> OfMonth(string field) => AnyOf(field, OneOfMonth);

    /// <summary>
    /// Numbers from 1, Sunday, to 7, or names; <c>L</c>, Saturday; <c>6L</c>, the last Friday of the month; <c>3#2</c>,
    /// its second Tuesday.
    /// </summary>
    /// <exception cref="FormatException">AWS wouldn't accept the field.</exception>
    public static Func<DateTime, bool> OfWeek(string field) =>
        field.Contains('#', StringComparison.Ordinal) ? Nth(field) : AnyOf(field, OneOfWeek);

    private static Func<DateTime, bool> AnyOf(string field, Func<string, Func<DateTime, bool>> parse)
    {
        var items = field.Split(',').Select(parse).ToArray();
        return day => items.Any(item => item(day));
    }

    private static Func<DateTime, bool> OneOfMonth(string item)
    {
        if (item == "L")
        {
            return day => day.Day == LastOf(day);
        }

        if (item == "LW")
        {
            return day => day.Day == NearestWeekday(day, LastOf(day));
        }

        if (item.StartsWith("L-", StringComparison.Ordinal))
        {
            var before = Month.ParseValue(item[2..]);
            return day => day.Day == LastOf(day) - before;
        }

        if (item.EndsWith('W'))
        {
            var number = Month.ParseValue(item[..^1]);
            return day => number <= LastOf(day) && day.Day == NearestWeekday(day, number);
        }

        var numbers = Month.Parse(item);
        return day => numbers.Contains(day.Day);
    }

    private static Func<DateTime, bool> OneOfWeek(string item)
    {
        if (item == "L")
        {
            return day => day.DayOfWeek == DayOfWeek.Saturday;
        }

        if (item.EndsWith('L'))
        {
            var last = Week.ParseValue(item[..^1]);
            return day => NumberOf(day) == last && day.Day > LastOf(day) - WeekDays;
        }

        var numbers = Week.Parse(item);
        return day => numbers.Contains(NumberOf(day));
    }

    // Such an expression can't be part of a list.
    private static Func<DateTime, bool> Nth(string field)
    {
        if (field.Split('#') is not [var name, var nth]
            || !int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 5)
        {
            throw Week.Malformed(field);
        }

        var weekDay = Week.ParseValue(name);
        return day => NumberOf(day) == weekDay && (day.Day - 1) / WeekDays == n - 1;
    }

    // Saturday becomes Friday and Sunday becomes Monday, but never in a different month.
    private static int NearestWeekday(DateTime month, int number)
    {
        var day = new DateTime(month.Year, month.Month, number);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => number > 1 ? number - 1 : number + 2,
            DayOfWeek.Sunday => number < LastOf(day) ? number + 1 : number - 2,
            _ => number,
        };
    }

    private static int LastOf(DateTime day) => DateTime.DaysInMonth(day.Year, day.Month);

    private static int NumberOf(DateTime day) => (int)day.DayOfWeek + 1;
}
