namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>The messages of one invocation.</summary>
/// <param name="size">The maximum number of messages.</param>
internal sealed class Batch(int size)
{
    // The limit for the event of a synchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LargestEvent = 6_291_456;

    private static readonly byte[] Start = [.. "{\"Records\":["u8];
    private static readonly byte[] End = [.. "]}"u8];

    private readonly List<Message> _messages = [];
    private int _length = Start.Length + End.Length;

    public IReadOnlyList<Message> Messages => _messages;

    public int Room => size - _messages.Count;

    /// <summary>Adds a message unless the batch is full or the event would become too large.</summary>
    public bool TryAdd(Message message)
    {
        var length = message.Json.Length + (_messages.Count > 0 ? 1 : 0);
        if (Room <= 0 || _length + length > LargestEvent)
        {
            return false;
        }

        _messages.Add(message);
        _length += length;
        return true;
    }

    /// <summary>The event for the function.</summary>
    public byte[] ToEvent()
    {
        using var json = new MemoryStream(_length);
        json.Write(Start);
        foreach (var message in _messages)
        {
            if (json.Length > Start.Length)
            {
                json.WriteByte((byte)',');
            }

            json.Write(message.Json);
        }

        json.Write(End);
        return json.ToArray();
    }
}
