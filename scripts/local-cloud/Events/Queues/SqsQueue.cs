using System.Globalization;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// A queue from its consumer's perspective
/// (<see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">SQS</see>).
/// </summary>
internal sealed class SqsQueue(AwsClient aws, string arn, TimeProvider clock)
{
    /// <summary>The maximum number of entries in a batch call, and of messages in a receive call.</summary>
    public const int MostMessages = 10;

    private const int LongestPoll = 20;
    private const int MostTries = 5;

    private readonly string _url = QueueArn.UrlOf(arn, aws.Endpoint);

    public string Arn => arn;

    public string Name => QueueArn.NameOf(arn);

    /// <summary>Waits for messages, for at most 20 s.</summary>
    /// <exception cref="AwsException">The queue can't be read.</exception>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(int most, CancellationToken cancelled)
    {
        var answer = await CallAsync("ReceiveMessage", new()
        {
            ["MaxNumberOfMessages"] = most,
            ["WaitTimeSeconds"] = LongestPoll,
            ["AttributeNames"] = new JsonArray("All"),
            ["MessageAttributeNames"] = new JsonArray("All"),
        }, cancelled);
        return [.. (answer["Messages"] as JsonArray ?? []).Select(message => new Message(message!, arn))];
    }

    public Task DeleteAsync(IEnumerable<Message> messages, CancellationToken cancelled) =>
        ForEachAsync("DeleteMessageBatch", messages, _ => { }, cancelled);

    /// <summary>Makes messages visible for the next receive call, in order.</summary>
    public Task ReleaseAsync(IEnumerable<Message> messages, CancellationToken cancelled) => HideAsync(messages, TimeSpan.Zero, cancelled);

    /// <summary>Makes messages visible after a time, in whole seconds.</summary>
    public Task HideAsync(IEnumerable<Message> messages, TimeSpan time, CancellationToken cancelled) =>
        ForEachAsync("ChangeMessageVisibilityBatch", messages, entry => entry["VisibilityTimeout"] = (int)Math.Ceiling(time.TotalSeconds), cancelled);

    /// <summary>The visibility timeout of received messages.</summary>
    /// <exception cref="AwsException">The queue can't be read.</exception>
    public async Task<TimeSpan> VisibilityTimeoutAsync(CancellationToken cancelled) =>
        TimeSpan.FromSeconds((await AttributesAsync(cancelled))["VisibilityTimeout"]);

    /// <summary>Whether the queue has no visible, in-flight or delayed messages.</summary>
    /// <exception cref="AwsException">The queue can't be read.</exception>
    public async Task<bool> IsEmptyAsync(CancellationToken cancelled) =>
        (await AttributesAsync(cancelled)).Where(attribute => attribute.Key != "VisibilityTimeout").Sum(attribute => attribute.Value) == 0;

    private async Task<Dictionary<string, long>> AttributesAsync(CancellationToken cancelled)
    {
        var answer = await CallAsync("GetQueueAttributes", new()
        {
            ["AttributeNames"] = new JsonArray(
                "VisibilityTimeout", "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"),
        }, cancelled);
        return answer["Attributes"]!.AsObject()
            .ToDictionary(attribute => attribute.Key, attribute => long.Parse((string)attribute.Value!, CultureInfo.InvariantCulture));
    }

    // Failed entries are retried. Messages that still fail are delivered again when their visibility timeout ends.
    private async Task ForEachAsync(string action, IEnumerable<Message> messages, Action<JsonObject> complete, CancellationToken cancelled)
    {
        foreach (var chunk in messages.Chunk(MostMessages))
        {
            var left = chunk;
            for (var tries = 1; left.Length > 0; tries++)
            {
                var problem = "";
                try
                {
                    var answer = await CallAsync(action, new() { ["Entries"] = Entries(left, complete) }, cancelled);
                    var failed = (answer["Failed"] as JsonArray ?? []).ToDictionary(entry => (string)entry!["Id"]!);
                    problem = $"{failed.Values.FirstOrDefault()?["Code"]}";
                    left = [.. left.Where((_, index) => failed.ContainsKey($"{index}"))];
                }
                catch (Exception exception) when (!cancelled.IsCancellationRequested)
                {
                    problem = exception.Message;
                }

                if (left.Length > 0 && tries == MostTries)
                {
                    await Console.Error.WriteLineAsync($"{left.Length} messages in {Name} will be delivered again because {action} failed: {problem}");
                    break;
                }

                if (left.Length > 0)
                {
                    await Task.Delay(RetryWait.First, clock, cancelled);
                }
            }
        }
    }

    private static JsonArray Entries(Message[] messages, Action<JsonObject> complete)
    {
        var entries = new JsonArray();
        for (var index = 0; index < messages.Length; index++)
        {
            var entry = new JsonObject { ["Id"] = $"{index}", ["ReceiptHandle"] = messages[index].ReceiptHandle };
            complete(entry);
            entries.Add(entry);
        }

        return entries;
    }

    private Task<JsonNode> CallAsync(string action, JsonObject parameters, CancellationToken cancelled)
    {
        parameters["QueueUrl"] = _url;
        return aws.CallAsync("sqs", $"AmazonSQS.{action}", parameters, "1.0", cancelled);
    }
}
