using FsCheck;
using FsCheck.Fluent;
using Quickchange.LocalCloud.Events.Schedules;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>Compares the next time of random cron expressions with a search through all minutes.</summary>
public class CronPropertyTests
{
    private const int WalkDays = 40;

    private static readonly Gen<Field> Minutes = Numbers(0, 59, time => time.Minute);
    private static readonly Gen<Field> Hours = Numbers(0, 23, time => time.Hour);
    private static readonly Gen<Field> Months = Numbers(1, 12, time => time.Month);

    private static readonly Gen<Field> DaysOfMonth = Gen.OneOf(
        Numbers(1, 31, time => time.Day),
        Gen.Elements(
            new Field("L", time => time.AddDays(1).Month != time.Month),
            new Field("L-1", time => time.AddDays(1).Month == time.Month && time.AddDays(2).Month != time.Month),
            new Field("LW", time => IsWeekday(time) && !Enumerable.Range(1, 3).Any(days => IsWeekday(time.AddDays(days)) && time.AddDays(days).Month == time.Month))),
        Gen.Choose(2, 27).Select(number => new Field($"{number}W", time => IsWeekday(time) && IsNearest(time, number))));

    private static readonly Gen<Field> DaysOfWeek = Gen.OneOf(
        Numbers(1, 7, time => 1 + (int)time.DayOfWeek),
        Gen.Constant(new Field("L", time => time.DayOfWeek == DayOfWeek.Saturday)),
        Gen.Choose(1, 7).Select(day => new Field($"{day}L", time => 1 + (int)time.DayOfWeek == day && time.AddDays(7).Month != time.Month)),
        Gen.Choose(1, 7).SelectMany(day => Gen.Choose(1, 5).Select(nth =>
            new Field($"{day}#{nth}", time => 1 + (int)time.DayOfWeek == day && Enumerable.Range(1, time.Day).Count(number => number % 7 == time.Day % 7) == nth))));

    private static readonly Gen<Cron> Crons =
        from minute in Minutes
        from hour in Hours
        from day in Gen.OneOf(
            DaysOfMonth.Select(field => (Text: $"{field.Text} {{0}} ?", field.Has)),
            DaysOfWeek.Select(field => (Text: $"? {{0}} {field.Text}", field.Has)))
        from month in Months
        select new Cron(
            $"cron({minute.Text} {hour.Text} {day.Text.Replace("{0}", month.Text, StringComparison.Ordinal)} *)",
            time => minute.Has(time) && hour.Has(time) && day.Has(time) && month.Has(time));

    private static readonly Gen<DateTimeOffset> Times = Gen.Choose(0, 2 * 365 * 24 * 60 * 60)
        .Select(seconds => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds));

    private static readonly Gen<TimeZoneInfo> Zones =
        Gen.Elements("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe").Select(TimeZoneInfo.FindSystemTimeZoneById);

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property The_next_time_is_the_first_minute_that_matches() =>
        Prop.ForAll(Crons.ToArbitrary(), Times.ToArbitrary(), Zones.ToArbitrary(), (cron, after, zone) =>
        {
            var next = ScheduleExpression.Parse(cron.Text, zone, after).Next(after);

            Assert.That(next is null || next > after, $"{cron.Text}: {next:o} is not later than {after:o}");
            var expected = Walk(cron, after, zone);
            var end = after.AddDays(WalkDays);
            Assert.That(next > end ? null : next, Is.EqualTo(expected), $"{cron.Text} after {after:o} in {zone.Id}");
        });

    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property The_times_of_a_rate_are_its_start_and_whole_intervals_after_it() =>
        Prop.ForAll(Times.ToArbitrary(), Times.ToArbitrary(), Gen.Choose(1, 5000).ToArbitrary(), (start, after, minutes) =>
        {
            var next = ScheduleExpression.Parse($"rate({minutes} minutes)", TimeZoneInfo.Utc, start).Next(after)!.Value;

            Assert.That(next, Is.GreaterThan(after).And.GreaterThanOrEqualTo(start));
            Assert.That((next - start).Ticks % TimeSpan.FromMinutes(minutes).Ticks, Is.Zero);
            Assert.That(next == start || next.AddMinutes(-minutes) <= after);
        });

    private static DateTimeOffset? Walk(Cron cron, DateTimeOffset after, TimeZoneInfo zone)
    {
        var first = new DateTimeOffset(after.Ticks - (after.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        for (var time = first; time <= after.AddDays(WalkDays); time = time.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(time, zone);
            var isSecondOfTwo = zone.IsAmbiguousTime(local) && local.Offset == zone.BaseUtcOffset;
            if (!isSecondOfTwo && cron.Has(local.DateTime))
            {
                return time;
            }
        }

        return null;
    }

    private static Gen<Field> Numbers(int least, int most, Func<DateTime, int> of) => Gen.OneOf(
        Gen.Constant(new Field("*", _ => true)),
        Gen.Choose(least, most).NonEmptyListOf().Select(values => new Field(string.Join(',', values), time => values.Contains(of(time)))),
        Gen.Choose(least, most).SelectMany(from => Gen.Choose(from, most).Select(to =>
            new Field($"{from}-{to}", time => of(time) >= from && of(time) <= to))),
        Gen.Choose(least, most).SelectMany(from => Gen.Choose(1, 20).Select(step =>
            new Field($"{from}/{step}", time => of(time) >= from && (of(time) - from) % step == 0))));

    private static bool IsWeekday(DateTime time) => time.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    // Between the 2nd and the 27th, no neighboring day is in another month.
    private static bool IsNearest(DateTime time, int number)
    {
        var meant = new DateTime(time.Year, time.Month, number);
        return time.Date == (IsWeekday(meant) ? meant : IsWeekday(meant.AddDays(-1)) ? meant.AddDays(-1) : meant.AddDays(1));
    }

    private sealed record Field(string Text, Func<DateTime, bool> Has);

    private sealed record Cron(string Text, Func<DateTime, bool> Has)
    {
        public override string ToString() => Text;
    }
}
