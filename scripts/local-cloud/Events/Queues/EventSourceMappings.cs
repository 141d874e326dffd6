using System.Threading.Channels;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Polls the queues of the event source mappings in the AWS API, and measures the age of their messages.
/// </summary>
internal sealed class EventSourceMappings(AwsClient aws, Invoke invoke, TimeProvider clock) : IAsyncDisposable
{
    private readonly CancellationTokenSource _shutdown = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, QueuePoller> _pollers = [];
    private readonly List<QueuePoller> _ending = [];
    private volatile Dictionary<string, (SqsQueue Queue, QueueAge Age)> _queues = [];
    private Task _running = Task.CompletedTask;

    public void Start()
    {
        Forget();
        _running = Task.WhenAll(FollowAsync(), new QueueMetrics(aws, clock).RunAsync(() => _queues.Values, _shutdown.Token));
    }

    /// <summary>Discards the cached mappings, because they may have changed.</summary>
    public void Forget() => _changes.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        if (_shutdown.IsCancellationRequested)
        {
            return;
        }

        await _shutdown.CancelAsync();
        await _running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await Task.WhenAll(_pollers.Values.Concat(_ending).Select(poller => poller.Ended));
        _shutdown.Dispose();
    }

    private async Task FollowAsync()
    {
        var said = "";
        await foreach (var _ in _changes.Reader.ReadAllAsync(_shutdown.Token))
        {
            try
            {
                Apply(await ReadAsync());
                said = "";
            }
            catch (Exception exception)
            {
                // The endpoint can start later than this program.
                if (exception is not HttpRequestException && exception.Message != said)
                {
                    said = exception.Message;
                    await Console.Error.WriteLineAsync($"The event source mappings can't be read; retrying: {said}");
                }

                await Task.Delay(RetryWait.First, clock, _shutdown.Token);
                Forget();
            }
        }
    }

    private async Task<List<EventSourceMapping>> ReadAsync()
    {
        var mappings = new List<EventSourceMapping>();
        var listed = aws.ListAsync("lambda", "/2015-03-31/event-source-mappings/", "EventSourceMappings", "NextMarker", "Marker");
        await foreach (var mapping in listed.Where(EventSourceMapping.IsOfQueue))
        {
            try
            {
                mappings.Add(EventSourceMapping.Parse(mapping));
            }
            catch (FormatException malformed)
            {
                await Console.Error.WriteLineAsync($"The event source mapping {mapping["UUID"]} of {mapping["EventSourceArn"]} is not polled: {malformed.Message}");
            }
        }

        return mappings;
    }

    private void Apply(List<EventSourceMapping> mappings)
    {
        _queues = mappings.Select(mapping => mapping.QueueArn).Distinct()
            .ToDictionary(arn => arn, arn => _queues.TryGetValue(arn, out var known) ? known : (new(aws, arn, clock), new(clock)));
        var enabled = mappings.Where(mapping => mapping.Enabled).ToDictionary(mapping => mapping.Id);
        foreach (var (id, poller) in _pollers.Where(poller => !enabled.ContainsKey(poller.Key)).ToArray())
        {
            poller.Stop();
            _pollers.Remove(id);
            _ending.Add(poller);
        }

        _ending.RemoveAll(poller => poller.Ended.IsCompleted);
        foreach (var mapping in enabled.Values)
        {
            if (_pollers.TryGetValue(mapping.Id, out var poller))
            {
                poller.Update(mapping);
            }
            else
            {
                var (queue, age) = _queues[mapping.QueueArn];
                _pollers[mapping.Id] = new(queue, age, mapping, invoke, clock, _shutdown.Token);
            }
        }
    }
}
