namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// Applies daylight saving time to a local time
/// (<see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time">daylight
/// saving in EventBridge Scheduler</see>).
/// </summary>
internal static class LocalTime
{
    /// <summary>
    /// The instant of a local time, in UTC: null if clocks skip it, and the first one if they show it twice.
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
