using System.Globalization;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Events.Schedules;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>
/// Tests the next time of an expression, in UTC. The examples are those of
/// <see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">schedule types</see> and of
/// <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">scheduled rules</see>,
/// and the limits of each field. They are in <c>expressions.json</c>, which also tests the check of descriptors. The rates start
/// half a minute after January 1, 2026, which is a Thursday.
/// </summary>
public class ExpressionTests
{
    private static readonly JsonNode Cases =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Events", "Schedules", "expressions.json")))!;

    private static IEnumerable<TestCaseData> Next =>
        Cases["next"]!.AsArray().Select(static each => new TestCaseData((string)each![0]!, (string)each[1]!, (string?)each[2]));

    private static IEnumerable<string> Refused => Cases["refused"]!.AsArray().Select(static each => (string)each!);

    [TestCaseSource(nameof(Next))]
    public void The_next_time_is(string expression, string after, string? expected)
    {
        var next = ScheduleExpression.Parse(expression, TimeZoneInfo.Utc, Utc("2026-01-01T00:00:30")).Next(Utc(after));

        Assert.That(next, Is.EqualTo(expected is null ? (DateTimeOffset?)null : Utc(expected)));
    }

    [TestCaseSource(nameof(Refused))]
    public void What_AWS_would_not_take_is_refused(string expression) =>
        Assert.That(
            () => ScheduleExpression.Parse(expression, TimeZoneInfo.Utc, Utc("2026-01-01T00:00:00")),
            Throws.InstanceOf<FormatException>());

    private static DateTimeOffset Utc(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
