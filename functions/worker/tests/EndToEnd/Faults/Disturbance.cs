using System.Collections.Concurrent;
using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>Kills and stops execution environments of a cloud, and throttles its worker, according to a plan.</summary>
internal sealed class Disturbance(Cloud cloud, FaultPlan plan)
{
    public static readonly string Worker = $"{Cloud.Prefix}-worker";
    public static readonly string Upload = $"{Cloud.Prefix}-upload";

    private readonly ConcurrentQueue<int> _stopped = [];

    public int KilledWorkers { get; private set; }

    public int KilledUploads { get; private set; }

    public int Stopped => _stopped.Count;

    /// <summary>How many of ten invocations were rejected while the worker was throttled.</summary>
    public int Throttled { get; private set; }

    /// <summary>Returns when the disturbance is over. On a slow machine, it skips what is too late.</summary>
    public async Task RunAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            ThrottleAsync(start),
            AtEachAsync(start, plan.Kills, KillAsync),
            AtEachAsync(start, plan.Stops, (_, which) => StopAsync(start, which)));

        // One that was idle would time out even later, outside the plan's limits.
        foreach (var process in _stopped)
        {
            await SignalAsync("KILL", process);
        }
    }

    private static async Task AtEachAsync(long start, IReadOnlyList<(TimeSpan At, int Which)> moments, Func<TimeSpan, int, Task> act)
    {
        foreach (var (at, which) in moments)
        {
            await UntilAsync(start, at);
            if (IsOver(start))
            {
                break;
            }

            await act(at, which);
        }
    }

    private static bool IsOver(long start) => TimeProvider.System.GetElapsedTime(start) > FaultPlan.Disturbance;

    private static async Task UntilAsync(long start, TimeSpan at)
    {
        var wait = at - TimeProvider.System.GetElapsedTime(start);
        await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
    }

    private async Task KillAsync(TimeSpan at, int which)
    {
        var uploads = at < FaultPlan.UploadDisturbance ? cloud.EnvironmentsOf(Upload) : [];
        if (Choose([.. uploads, .. cloud.EnvironmentsOf(Worker)], which) is { } process && await SignalAsync("KILL", process))
        {
            var isUpload = uploads.Contains(process);
            KilledUploads += isUpload ? 1 : 0;
            KilledWorkers += isUpload ? 0 : 1;
        }
    }

    // Stops the next one that runs. There is none while a throttled worker starts again.
    private async Task StopAsync(long start, int which)
    {
        while (!IsOver(start))
        {
            if (Choose(cloud.EnvironmentsOf(Worker), which) is { } process && await SignalAsync("STOP", process))
            {
                _stopped.Enqueue(process);
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private async Task ThrottleAsync(long start)
    {
        var (from, to) = FaultPlan.Throttling;
        await UntilAsync(start, from);
        Throttled = int.Parse(await cloud.PythonAsync("functions/worker/tests/EndToEnd/Faults/throttle.py", Worker), CultureInfo.InvariantCulture);
        await UntilAsync(start, to);
        await cloud.AwsAsync("lambda", "delete_function_concurrency", new { FunctionName = Worker });
    }

    // Stopped environments are left to time out.
    private int? Choose(IEnumerable<int> running, int which)
    {
        int[] choice = [.. running.Except(_stopped)];
        return choice.Length == 0 ? null : choice[which % choice.Length];
    }

    // Returns false if the process has ended in the meantime.
    private static async Task<bool> SignalAsync(string signal, int process) =>
        (await Command.RunAsync("/", "bash", "-c", "kill \"-$0\" \"$1\"", signal, process.ToString(CultureInfo.InvariantCulture))).ExitCode == 0;
}
