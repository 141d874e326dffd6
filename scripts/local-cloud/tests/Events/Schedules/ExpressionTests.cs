using System.Globalization;
using Quickchange.LocalCloud.Events.Schedules;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>
/// The next time of an expression, in UTC. The examples are those of
/// <see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule types</see> and of
/// <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">scheduled rules</see>,
/// and the edges of each field.
/// </summary>
public class ExpressionTests
{
    // 1 January 2026 is a Thursday.
    [TestCase("cron(0 10 * * ? *)", "2026-01-01T10:00:00", "2026-01-02T10:00:00")]
    [TestCase("cron(15 12 * * ? *)", "2026-01-01T00:00:00", "2026-01-01T12:15:00")]
    [TestCase("cron(0 18 ? * MON-FRI *)", "2026-01-02T18:00:00", "2026-01-05T18:00:00")]
    [TestCase("cron(0 8 1 * ? *)", "2026-01-01T08:00:00", "2026-02-01T08:00:00")]
    [TestCase("cron(0/15 * * * ? *)", "2026-01-01T00:15:00", "2026-01-01T00:30:00")]
    [TestCase("cron(0/10 * ? * MON-FRI *)", "2026-01-02T23:50:00", "2026-01-05T00:00:00")]
    [TestCase("cron(0/5 8-17 ? * MON-FRI *)", "2026-01-02T17:55:00", "2026-01-05T08:00:00")]
    [TestCase("cron(15 10 ? * 6L 2026-2027)", "2026-01-01T00:00:00", "2026-01-30T10:15:00")]
    [TestCase("cron(1/10 * * * ? *)", "2026-01-01T00:01:00", "2026-01-01T00:11:00")]
    [TestCase("cron(5 * * * ? *)", "2026-01-01T00:05:01", "2026-01-01T01:05:00")]
    [TestCase("cron(* * * * ? *)", "2026-12-31T23:59:00", "2027-01-01T00:00:00")]
    [TestCase("cron(*/20 22 * * ? *)", "2026-01-01T22:40:00", "2026-01-02T22:00:00")]
    [TestCase("cron(0 8-18/5 * * ? *)", "2026-01-01T13:00:00", "2026-01-01T18:00:00")]
    [TestCase("cron(59 23 31 12 ? *)", "2026-01-01T00:00:00", "2026-12-31T23:59:00")]
    [TestCase("cron(0 0 29 2 ? *)", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [TestCase("cron(0 0 1 JAN,jul ? *)", "2026-01-01T00:00:00", "2026-07-01T00:00:00")]
    [TestCase("cron(0 0 L * ? *)", "2026-01-31T00:00:00", "2026-02-28T00:00:00")]
    [TestCase("cron(0 0 L-2 * ? *)", "2026-01-01T00:00:00", "2026-01-29T00:00:00")]
    [TestCase("cron(0 0 LW * ? *)", "2026-01-01T00:00:00", "2026-01-30T00:00:00")]
    [TestCase("cron(0 0 3W * ? *)", "2026-01-01T00:00:00", "2026-01-02T00:00:00")]
    [TestCase("cron(0 0 4W * ? *)", "2026-01-01T00:00:00", "2026-01-05T00:00:00")]
    [TestCase("cron(0 0 1W 8 ? *)", "2026-01-01T00:00:00", "2026-08-03T00:00:00")]
    [TestCase("cron(0 0 31W 5 ? *)", "2026-01-01T00:00:00", "2026-05-29T00:00:00")]
    [TestCase("cron(0 0 31W * ? *)", "2026-01-31T00:00:00", "2026-03-31T00:00:00")]
    [TestCase("cron(0 0 1,15W,L * ? *)", "2026-01-02T00:00:00", "2026-01-15T00:00:00")]
    [TestCase("cron(0 0 ? * L *)", "2026-01-01T00:00:00", "2026-01-03T00:00:00")]
    [TestCase("cron(0 0 ? * 1 *)", "2026-01-01T00:00:00", "2026-01-04T00:00:00")]
    [TestCase("cron(0 0 ? * 7 *)", "2026-01-01T00:00:00", "2026-01-03T00:00:00")]
    [TestCase("cron(0 0 ? * 3#2 *)", "2026-01-01T00:00:00", "2026-01-13T00:00:00")]
    [TestCase("cron(0 0 ? * SUN#5 *)", "2026-01-01T00:00:00", "2026-03-29T00:00:00")]
    [TestCase("cron(0 0 ? * TUEL *)", "2026-01-28T00:00:00", "2026-02-24T00:00:00")]
    [TestCase("cron(0 0 1 1 ? 2030/2)", "2030-01-01T00:00:00", "2032-01-01T00:00:00")]
    [TestCase("cron(0  12  *  *  ?  *)", "2026-01-01T00:00:00", "2026-01-01T12:00:00")]
    [TestCase("cron(0 0 30 2 ? *)", "2026-01-01T00:00:00", null)]
    [TestCase("cron(0 0 1 1 ? 2025)", "2026-01-01T00:00:00", null)]
    [TestCase("cron(59 23 31 12 ? 2199)", "2199-12-31T23:59:00", null)]
    [TestCase("rate(5 minutes)", "2025-12-01T00:00:00", "2026-01-01T00:00:30")]
    [TestCase("rate(5 minutes)", "2026-01-01T00:00:30", "2026-01-01T00:05:30")]
    [TestCase("rate(1 minute)", "2026-01-01T00:00:31", "2026-01-01T00:01:30")]
    [TestCase("rate(1 hours)", "2026-01-01T00:30:00", "2026-01-01T01:00:30")]
    [TestCase("rate(12 hour)", "2026-01-02T00:00:00", "2026-01-02T00:00:30")]
    [TestCase("rate(5 days)", "2026-01-11T00:00:30", "2026-01-16T00:00:30")]
    [TestCase("at(2026-11-20T13:00:00)", "2026-01-01T00:00:00", "2026-11-20T13:00:00")]
    [TestCase("at(2026-11-20T13:00:00)", "2026-11-20T13:00:00", null)]
    public void The_next_time_is(string expression, string after, string? expected)
    {
        var next = ScheduleExpression.Parse(expression, TimeZoneInfo.Utc, Utc("2026-01-01T00:00:30")).Next(Utc(after));

        Assert.That(next, Is.EqualTo(expected is null ? (DateTimeOffset?)null : Utc(expected)));
    }

    [TestCase("")]
    [TestCase("0 10 * * ? *")]
    [TestCase("every(5 minutes)")]
    [TestCase("rate(5 minutes) ")]
    [TestCase("rate(0 minutes)")]
    [TestCase("rate(-5 minutes)")]
    [TestCase("rate(1.5 hours)")]
    [TestCase("rate(5 weeks)")]
    [TestCase("rate(5)")]
    [TestCase("at(2026-11-20)")]
    [TestCase("at(2026-02-30T00:00:00)")]
    [TestCase("at(2026-11-20T13:00:00Z)")]
    [TestCase("cron()")]
    [TestCase("cron(0 10 * * ?)")]
    [TestCase("cron(0 0 10 * * ? *)")]
    [TestCase("cron(0 10 * * * *)")]
    [TestCase("cron(0 10 ? * ? *)")]
    [TestCase("cron(0 10 1 * MON *)")]
    [TestCase("cron(60 10 * * ? *)")]
    [TestCase("cron(0 24 * * ? *)")]
    [TestCase("cron(0 0 0 * ? *)")]
    [TestCase("cron(0 0 32 * ? *)")]
    [TestCase("cron(0 0 * 13 ? *)")]
    [TestCase("cron(0 0 * JANUARY ? *)")]
    [TestCase("cron(0 0 ? * 0 *)")]
    [TestCase("cron(0 0 ? * 8 *)")]
    [TestCase("cron(0 0 ? * FOO *)")]
    [TestCase("cron(0 0 ? * 3#0 *)")]
    [TestCase("cron(0 0 ? * 3#6 *)")]
    [TestCase("cron(0 0 ? * 3#1,6#3 *)")]
    [TestCase("cron(0 0 * * ? 1969)")]
    [TestCase("cron(0 0 * * ? 2200)")]
    [TestCase("cron(? 0 * * ? *)")]
    [TestCase("cron(0/0 0 * * ? *)")]
    [TestCase("cron(0/x 0 * * ? *)")]
    [TestCase("cron(5-1 0 * * ? *)")]
    [TestCase("cron(1-2-3 0 * * ? *)")]
    [TestCase("cron(1, 0 * * ? *)")]
    [TestCase("cron(0 0 W * ? *)")]
    [TestCase("cron(0 0 1-5W * ? *)")]
    [TestCase("cron(0 0 L-32 * ? *)")]
    public void What_AWS_would_not_take_is_refused(string expression) =>
        Assert.That(
            () => ScheduleExpression.Parse(expression, TimeZoneInfo.Utc, Utc("2026-01-01T00:00:00")),
            Throws.InstanceOf<FormatException>());

    private static DateTimeOffset Utc(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
