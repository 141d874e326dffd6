using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>The SQS calls of consumers and senders, with visibility by a clock. A group of a FIFO queue waits for its first message.</summary>
internal sealed class FakeQueues(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<Stored> _messages = [];
    private TaskCompletionSource _changed = New();
    private int _handles;
    private int _receiving;

    /// <summary>The visibility timeout of all queues, in seconds.</summary>
    public int VisibilityTimeout { get; set; } = 60;

    /// <summary>Whether all calls are answered with 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>How many calls to DeleteMessageBatch report all their entries as failed.</summary>
    public int FailingDeletes { get; set; }

    /// <summary>How many receives have started.</summary>
    public int Receives { get; private set; }

    /// <summary>How many receives are running.</summary>
    public int Receiving => _receiving;

    /// <summary>The bodies of the messages that haven't been deleted.</summary>
    public IReadOnlyList<string> Left
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.Select(message => message.Body)];
            }
        }
    }

    /// <summary>The messages in a queue that haven't been deleted, as ReceiveMessage would return them.</summary>
    public IReadOnlyList<JsonObject> In(string queue)
    {
        lock (_lock)
        {
            return [.. _messages.Where(message => message.Queue == queue).Select(message => message.ToJson())];
        }
    }

    public void Send(string queue, string body, string? group = null, JsonObject? attributes = null)
    {
        lock (_lock)
        {
            _messages.Add(new(queue, body, group, attributes, clock.GetUtcNow()) { VisibleAt = clock.GetUtcNow() });
            Change();
        }
    }

    /// <returns>Null while the service is down.</returns>
    public async Task<JsonObject?> CallAsync(string action, JsonNode call, CancellationToken aborted)
    {
        var queue = ((string)call["QueueUrl"]!).Split('/')[^1];
        return IsDown ? null : action switch
        {
            "ReceiveMessage" => await ReceiveAsync(queue, (int)call["MaxNumberOfMessages"]!, (int)call["WaitTimeSeconds"]!, aborted),
            "SendMessage" => Sent(queue, call),
            "GetQueueAttributes" => AttributesOf(queue),
            "DeleteMessageBatch" => Each(call, FailingDeletes-- > 0, (message, _) => _messages.Remove(message)),
            "ChangeMessageVisibilityBatch" => Each(call, false, (message, entry) =>
                message.VisibleAt = clock.GetUtcNow().AddSeconds((int)entry["VisibilityTimeout"]!)),
            _ => throw new ArgumentException(action),
        };
    }

    private JsonObject Sent(string queue, JsonNode call)
    {
        Send(queue, (string)call["MessageBody"]!, (string?)call["MessageGroupId"], (JsonObject?)call["MessageAttributes"]);
        return new() { ["MessageId"] = "sent" };
    }

    private async Task<JsonObject> ReceiveAsync(string queue, int most, int wait, CancellationToken aborted)
    {
        var until = clock.GetUtcNow().AddSeconds(wait);
        Receives++;
        Interlocked.Increment(ref _receiving);
        try
        {
            while (true)
            {
                // Before the messages are checked; otherwise, it would miss an advance of the clock in between.
                var second = Task.Delay(TimeSpan.FromSeconds(1), clock, aborted);
                Task changed;
                lock (_lock)
                {
                    var taken = Take(queue, most);
                    if (taken.Count > 0 || clock.GetUtcNow() >= until)
                    {
                        return new() { ["Messages"] = taken };
                    }

                    changed = _changed.Task;
                }

                await Task.WhenAny(changed, second);
                aborted.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _receiving);
        }
    }

    private JsonArray Take(string queue, int most)
    {
        var now = clock.GetUtcNow();
        var busy = _messages.Where(message => message.Group is not null && message.VisibleAt > now).Select(message => message.Group).ToHashSet();
        var taken = new JsonArray();
        foreach (var message in _messages.Where(message => message.Queue == queue && message.VisibleAt <= now && !busy.Contains(message.Group)).Take(most))
        {
            message.VisibleAt = now.AddSeconds(VisibilityTimeout);
            message.Received++;
            message.Handle = $"handle-{++_handles}";
            taken.Add(message.ToJson());
        }

        return taken;
    }

    private JsonObject Each(JsonNode call, bool fails, Action<Stored, JsonNode> change)
    {
        var failed = new JsonArray();
        lock (_lock)
        {
            foreach (var entry in call["Entries"]!.AsArray())
            {
                if (!fails && _messages.Find(message => message.Handle == (string)entry!["ReceiptHandle"]!) is { } found)
                {
                    change(found, entry!);
                }
                else
                {
                    failed.Add(new JsonObject { ["Id"] = (string)entry!["Id"]!, ["Code"] = "InternalError" });
                }
            }

            Change();
        }

        return new() { ["Failed"] = failed };
    }

    private JsonObject AttributesOf(string queue)
    {
        lock (_lock)
        {
            var visible = _messages.Count(message => message.Queue == queue && message.VisibleAt <= clock.GetUtcNow());
            return new()
            {
                ["Attributes"] = new JsonObject
                {
                    ["VisibilityTimeout"] = $"{VisibilityTimeout}",
                    ["ApproximateNumberOfMessages"] = $"{visible}",
                    ["ApproximateNumberOfMessagesNotVisible"] = $"{_messages.Count(message => message.Queue == queue) - visible}",
                    ["ApproximateNumberOfMessagesDelayed"] = "0",
                },
            };
        }
    }

    private void Change()
    {
        _changed.SetResult();
        _changed = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Stored(string queue, string body, string? group, JsonObject? attributes, DateTimeOffset sent)
    {
        private readonly string _id = Guid.NewGuid().ToString();

        public string Queue => queue;

        public string Body => body;

        public string? Group => group;

        public DateTimeOffset VisibleAt { get; set; }

        public int Received { get; set; }

        public string Handle { get; set; } = "";

        public JsonObject ToJson()
        {
            var system = new JsonObject
            {
                ["SenderId"] = "AIDAEXAMPLE",
                ["SentTimestamp"] = $"{sent.ToUnixTimeMilliseconds()}",
                ["ApproximateReceiveCount"] = $"{Received}",
                ["ApproximateFirstReceiveTimestamp"] = $"{sent.ToUnixTimeMilliseconds()}",
            };
            if (group is not null)
            {
                system["MessageGroupId"] = group;
            }

            return new()
            {
                ["MessageId"] = _id,
                ["ReceiptHandle"] = Handle,
                ["Body"] = body,
                ["MD5OfBody"] = "md5",
                ["Attributes"] = system,
                ["MessageAttributes"] = attributes?.DeepClone(),
            };
        }
    }
}
