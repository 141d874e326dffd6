namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// What daylight saving makes of a time that is read from a clock
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time">daylight
/// saving in EventBridge Scheduler</see>).
/// </summary>
internal static class LocalTime
{
    /// <summary>
    /// The instant of a local time, in UTC: null where clocks skip it, and the first where they show it twice.
    /// </summary>
    public static DateTimeOffset? InstantOf(this TimeZoneInfo zone, DateTime local)
    {
        if (zone.IsInvalidTime(local))
        {
            return null;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
