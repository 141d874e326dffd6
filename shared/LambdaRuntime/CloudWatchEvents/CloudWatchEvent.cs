#nullable disable annotations // as upstream, so that sources build on either without a new warning

using System.Text.Json.Serialization;

namespace Amazon.Lambda.CloudWatchEvents;

/// <summary>
/// An event of EventBridge
/// (<see href="https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html">format</see>).
/// </summary>
/// <typeparam name="T">What <see cref="Source"/> and <see cref="DetailType"/> say that the detail is.</typeparam>
public class CloudWatchEvent<T>
{
    public string Version { get; set; }

    /// <summary>12 digits.</summary>
    public string Account { get; set; }

    public string Region { get; set; }

    public T Detail { get; set; }

    [JsonPropertyName("detail-type")]
    public string DetailType { get; set; }

    /// <summary>The service, such as aws.events.</summary>
    public string Source { get; set; }

    /// <summary>UTC.</summary>
    public DateTime Time { get; set; }

    public string Id { get; set; }

    /// <summary>ARNs; of a schedule its own.</summary>
    public List<string> Resources { get; set; }
}
