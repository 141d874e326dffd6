using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>Another visibility timeout of a queue, until the end of a test.</summary>
internal sealed class VisibilityTimeout : IAsyncDisposable
{
    private const string Attribute = "VisibilityTimeout";

    private readonly Cloud _cloud;
    private readonly string _queue;
    private readonly string _before;

    private VisibilityTimeout(Cloud cloud, string queue, string before)
    {
        _cloud = cloud;
        _queue = queue;
        _before = before;
    }

    public static async Task<VisibilityTimeout> SetAsync(Cloud cloud, string name, TimeSpan timeout)
    {
        var queue = (string)(await cloud.AwsAsync("sqs", "get_queue_url", new { QueueName = name }))["QueueUrl"]!;
        var attributes = await cloud.AwsAsync("sqs", "get_queue_attributes", new { QueueUrl = queue, AttributeNames = new[] { Attribute } });
        await SetAsync(cloud, queue, timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        return new(cloud, queue, (string)attributes["Attributes"]![Attribute]!);
    }

    public async ValueTask DisposeAsync() => await SetAsync(_cloud, _queue, _before);

    private static async Task SetAsync(Cloud cloud, string queue, string seconds) => await cloud.AwsAsync(
        "sqs", "set_queue_attributes", new { QueueUrl = queue, Attributes = new Dictionary<string, string> { [Attribute] = seconds } });
}
