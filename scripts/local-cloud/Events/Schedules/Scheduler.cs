using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// Invokes the targets of the schedules in the AWS API, within a second of their times. If times were missed because the machine
/// was asleep, invokes the target once.
/// </summary>
internal sealed class Scheduler(AwsClient aws, StartInvocation start, Random random, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _shutdown = new();
    private readonly Delivery _delivery = new(start, new(aws), clock);
    private Dictionary<string, Entry> _entries = [];
    private volatile bool _hasChanged = true;
    private string _said = "";
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync(_shutdown.Token);

    /// <summary>Discards the cached schedules, because they may have changed.</summary>
    public void Forget() => _hasChanged = true;

    public async ValueTask DisposeAsync()
    {
        if (_shutdown.IsCancellationRequested)
        {
            return;
        }

        await _shutdown.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _shutdown.Dispose();
    }

    private async Task RunAsync(CancellationToken stopped)
    {
        while (true)
        {
            if (_hasChanged)
            {
                await ReadAsync();
            }

            var now = clock.GetUtcNow();
            foreach (var entry in _entries.Values.Where(entry => entry.Next <= now))
            {
                var due = entry.Next!.Value;
                entry.Next = entry.Schedule!.Next(now);
                _ = InvokeAsync(entry.Schedule, due, isLast: entry.Next is null, stopped);
            }

            await Task.Delay(Precision, clock, stopped);
        }
    }

    private async Task InvokeAsync(Schedule schedule, DateTimeOffset due, bool isLast, CancellationToken stopped)
    {
        try
        {
            await Task.Delay(schedule.Window * random.NextDouble(), clock, stopped);
            await _delivery.RunAsync(schedule, due, stopped);
            if (isLast && schedule.IsDeletedAfterCompletion)
            {
                await aws.DeleteAsync("scheduler", schedule.Path);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"The schedule {schedule.Arn} could not be deleted after its last time: {exception.Message}");
        }
    }

    private async Task ReadAsync()
    {
        _hasChanged = false;
        try
        {
            var entries = new Dictionary<string, Entry>();
            await foreach (var listed in aws.ListAsync("scheduler", "/schedules", "Schedules", "NextToken", "NextToken"))
            {
                var schedule = await aws.GetAsync("scheduler", Schedule.PathOf(listed));
                // An unchanged schedule continues, or is rejected without another message.
                var text = schedule.ToJsonString();
                entries[text] = _entries.GetValueOrDefault(text) ?? await Entry.ParseAsync(schedule);
            }

            _entries = entries;
            _said = "";
        }
        catch (Exception exception)
        {
            // The endpoint can start later than this program.
            if (exception is not HttpRequestException && exception.Message != _said)
            {
                _said = exception.Message;
                await Console.Error.WriteLineAsync($"The schedules can't be read; retrying: {_said}");
            }

            _hasChanged = true;
        }
    }

    /// <summary>A schedule and its next time; both null if it is rejected.</summary>
    private sealed class Entry(Schedule? schedule)
    {
        public Schedule? Schedule => schedule;

        public DateTimeOffset? Next { get; set; } = schedule?.First;

        public static async Task<Entry> ParseAsync(JsonNode schedule)
        {
            try
            {
                return new(Schedule.Parse(schedule));
            }
            catch (FormatException malformed)
            {
                await Console.Error.WriteLineAsync($"The schedule {schedule["Name"]} invokes nothing: {malformed.Message}");
                return new(null);
            }
        }
    }
}
