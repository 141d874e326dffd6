using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Events.Schedules;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>
/// A scheduler with a fake AWS API, a manual clock that starts at 0:00 on January 1, 2026, and a delegate as the function.
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

    /// <summary>Creates or changes a schedule at the current time.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="values">The other values, as JSON.</param>
    /// <param name="target">The values of the target, as JSON.</param>
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
    /// Advances the clock each time that the scheduler waits for it, until a condition is true. However slow the machine is, the
    /// scheduler sees each second.
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
