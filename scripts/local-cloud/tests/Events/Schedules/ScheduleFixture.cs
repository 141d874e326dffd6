using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Events.Schedules;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>
/// A scheduler in front of a fake AWS API, with a clock that is advanced, from 1 January 2026 0:00 on, and a function that
/// is a delegate.
/// </summary>
public abstract class ScheduleFixture : EventFixture
{
    private readonly ConcurrentQueue<(DateTimeOffset Time, string Input)> _invocations = new();

    private protected Scheduler Scheduler { get; private set; } = null!;

    /// <summary>Throws if the function can't be invoked.</summary>
    private protected Action Accept { get; set; } = null!;

    /// <summary>The times at which the function was invoked, to the minute.</summary>
    private protected string[] Times => [.. _invocations.Select(invocation => invocation.Time.ToString("dd HH:mm", null))];

    private protected string[] Inputs => [.. _invocations.Select(invocation => invocation.Input)];

    [SetUp]
    public void StartScheduler()
    {
        _invocations.Clear();
        Accept = () => { };
        Scheduler = new(Client, InvokeAsync, new Half(), Clock);
        Scheduler.Start();
    }

    [TearDown]
    public async Task StopScheduler() => await Scheduler.DisposeAsync();

    /// <summary>Makes or changes a schedule, now.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expression">Its expression.</param>
    /// <param name="values">Its other values: JSON.</param>
    /// <param name="target">The values of its target: JSON.</param>
    private protected void Schedule(string name, string expression, string values = "{}", string target = "{}")
    {
        var schedule = new JsonObject
        {
            ["Arn"] = $"arn:aws:scheduler:us-east-1:123456789012:schedule/g/{name}",
            ["Name"] = name,
            ["GroupName"] = "g",
            ["ScheduleExpression"] = expression,
            ["CreationDate"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 0.5,
            ["LastModificationDate"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 0.5,
            ["Target"] = new JsonObject { ["Arn"] = FunctionArn, ["Input"] = "{}" },
        };
        Set(schedule, values);
        Set(schedule["Target"]!.AsObject(), target);
        Aws.Schedules[name] = schedule;
        Scheduler.Forget();
    }

    /// <summary>
    /// Advances the clock, each time that the scheduler waits for it, until something is so: however slow the machine is,
    /// the scheduler sees each second.
    /// </summary>
    private protected Task UntilAsync(Func<bool> condition, double seconds = 1) => Eventually.IsAsync(
        condition,
        () => $"It does not happen. The invocations: {string.Join(", ", Times)}",
        pause: 1,
        () => Clock.Advance(Clock.IsAwaited ? seconds : 0));

    private Task InvokeAsync(string function, byte[] payload)
    {
        Assert.That(function, Is.EqualTo(FunctionArn));
        _invocations.Enqueue((Clock.GetUtcNow(), Encoding.UTF8.GetString(payload)));
        Accept();
        return Task.CompletedTask;
    }

    // A flexible time window is half over when the target is invoked.
    private sealed class Half : Random
    {
        public override double NextDouble() => 0.5;
    }
}
