namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>
/// <see href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html">Flexible
/// time windows</see>.
/// </summary>
public sealed class WindowTests : ScheduleFixture
{
    private protected override Random Random { get; } = new Half();

    [Test]
    public async Task With_a_window_a_target_is_invoked_at_some_time_within_it()
    {
        Schedule(
            "s",
            "at(2026-01-01T00:01:00)",
            """{"FlexibleTimeWindow":{"Mode":"FLEXIBLE","MaximumWindowInMinutes":10}}""",
            """{"Input":"\"<aws.scheduler.scheduled-time>\""}""");

        await UntilAsync(() => Times.Length == 1);

        Assert.That(Times, Is.EqualTo(new[] { "01 00:06" }));
        Assert.That(Inputs, Is.EqualTo(new[] { "\"2026-01-01T00:01:00Z\"" }));
    }

    private sealed class Half : Random
    {
        public override double NextDouble() => 0.5;
    }
}
