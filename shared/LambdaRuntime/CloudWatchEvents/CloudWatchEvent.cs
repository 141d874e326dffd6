#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents;

/// <summary>
/// An EventBridge event
/// (<see href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">format</see>).
/// </summary>
/// <typeparam name="T">The type of the detail, which depends on <see cref="Source"/> and <see cref="DetailType"/>.</typeparam>
public class CloudWatchEvent<T>
{
    public string Version { get; set; }

    /// <summary>The account ID, 12 digits.</summary>
    public string Account { get; set; }

    public string Region { get; set; }

    public T Detail { get; set; }

    [JsonPropertyName("detail-type")]
    public string DetailType { get; set; }

    /// <summary>The service, such as aws.events.</summary>
    public string Source { get; set; }

    /// <summary>The time of the event, in UTC.</summary>
    public DateTime Time { get; set; }

    public string Id { get; set; }

    /// <summary>The ARNs of the resources; for a schedule, its own ARN.</summary>
    public List<string> Resources { get; set; }
}
