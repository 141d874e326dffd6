namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// An estimate of the age of a queue's oldest message, which the SQS API doesn't return: the age of the oldest message that was
/// received and not deleted; if none was received, the time since the queue was last empty. As in SQS, messages that were
/// received more than three times don't count
/// (<see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">metrics</see>).
/// </summary>
internal sealed class QueueAge(TimeProvider clock)
{
    private const int MostReceives = 3;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _sent = [];
    private DateTimeOffset _lastEmpty = clock.GetUtcNow();

    public void Received(IEnumerable<Message> messages)
    {
        lock (_lock)
        {
            foreach (var message in messages)
            {
                if (message.ReceiveCount > MostReceives)
                {
                    _sent.Remove(message.Id);
                }
                else
                {
                    _sent[message.Id] = message.Sent;
                }
            }
        }
    }

    public void Deleted(IEnumerable<Message> messages)
    {
        lock (_lock)
        {
            foreach (var message in messages)
            {
                _sent.Remove(message.Id);
            }
        }
    }

    /// <param name="empty">Whether the queue is empty now.</param>
    /// <returns>The age in seconds, 0 for an empty queue.</returns>
    public double Estimate(bool empty)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (empty)
            {
                _lastEmpty = now;
                _sent.Clear();
            }

            return Math.Max(0, (now - (_sent.Count > 0 ? _sent.Values.Min() : _lastEmpty)).TotalSeconds);
        }
    }
}
