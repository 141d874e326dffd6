using System.Globalization;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>A rate: the start, and regular intervals after it. A day always has 24 hours.</summary>
internal sealed class RateExpression : ScheduleExpression
{
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _interval;

    /// <exception cref="FormatException">The text is not a positive number of minutes, hours or days.</exception>
    public RateExpression(string text, DateTimeOffset start)
    {
        _start = start;
        _interval = text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, var unit]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            && UnitOf(unit) is { } one
            ? one * count
            : throw new FormatException($"'rate({text})' is not a positive number of minutes, hours or days.");
    }

    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        if (after < _start)
        {
            return _start;
        }

        var passed = ((after - _start).Ticks / _interval.Ticks) + 1;
        return passed <= (DateTimeOffset.MaxValue - _start).Ticks / _interval.Ticks ? _start + (_interval * passed) : null;
    }

    private static TimeSpan? UnitOf(string word) => word switch
    {
        "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "hour" or "hours" => TimeSpan.FromHours(1),
        "day" or "days" => TimeSpan.FromDays(1),
        _ => null,
    };
}
