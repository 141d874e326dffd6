using System.Globalization;
using Quickchange.LocalCloud.Events.Schedules;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>
/// Tests time zones, and the two days a year on which clocks change. In Berlin, they go from 2:00 to 3:00 on March 29, 2026, and
/// back from 3:00 to 2:00 on October 25.
/// </summary>
public class TimeZoneTests
{
    [TestCase("America/New_York", "cron(0 8 * * ? *)", "2026-01-01T00:00:00Z", "2026-01-01T13:00:00Z")]
    [TestCase("America/New_York", "cron(0 8 * * ? *)", "2026-07-01T00:00:00Z", "2026-07-01T12:00:00Z")]
    [TestCase("Asia/Kolkata", "cron(0 0 1 * ? *)", "2026-01-01T00:00:00Z", "2026-01-31T18:30:00Z")]
    [TestCase("Europe/Berlin", "at(2026-07-01T12:00:00)", "2026-01-01T00:00:00Z", "2026-07-01T10:00:00Z")]
    public void A_time_is_that_of_the_clocks_of_its_zone(string zone, string expression, string after, string expected) =>
        Assert.That(Next(zone, expression, after), Is.EqualTo(At(expected)));

    [TestCase("cron(30 2 * * ? *)", "2026-03-28T02:00:00Z", "2026-03-30T00:30:00Z")]
    [TestCase("cron(0/30 * * * ? *)", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    [TestCase("at(2026-03-29T02:30:00)", "2026-01-01T00:00:00Z", null)]
    public void A_time_that_the_clocks_skip_is_skipped(string expression, string after, string? expected) =>
        Assert.That(Next("Europe/Berlin", expression, after), Is.EqualTo(expected is null ? null : At(expected)));

    [TestCase("cron(30 2 * * ? *)", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [TestCase("cron(30 2 * * ? *)", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [TestCase("cron(0/30 * * * ? *)", "2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z")]
    [TestCase("cron(0/30 * * * ? *)", "2026-10-25T01:10:00Z", "2026-10-25T02:00:00Z")]
    [TestCase("at(2026-10-25T02:30:00)", "2026-01-01T00:00:00Z", "2026-10-25T00:30:00Z")]
    public void A_time_that_the_clocks_show_twice_is_the_first_of_both(string expression, string after, string expected) =>
        Assert.That(Next("Europe/Berlin", expression, after), Is.EqualTo(At(expected)));

    [Test]
    public void A_day_of_a_rate_has_24_hours_when_the_clocks_change() =>
        Assert.That(Next("Europe/Berlin", "rate(1 days)", "2026-03-28T12:00:00Z"), Is.EqualTo(At("2026-03-29T12:00:00Z")));

    private static DateTimeOffset? Next(string zone, string expression, string after) =>
        ScheduleExpression.Parse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone), At("2026-01-01T12:00:00Z")).Next(At(after));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
