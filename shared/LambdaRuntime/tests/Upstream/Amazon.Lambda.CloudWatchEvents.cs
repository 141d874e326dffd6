// The public API of Amazon.Lambda.CloudWatchEvents 5.0.0: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.CloudWatchEvents
{
    public class CloudWatchEvent<T>
    {
        public CloudWatchEvent() => throw null!;

        public string Version { get => throw null!; set => throw null!; }

        public string Account { get => throw null!; set => throw null!; }

        public string Region { get => throw null!; set => throw null!; }

        public T Detail { get => throw null!; set => throw null!; }

        [global::System.Text.Json.Serialization.JsonPropertyName("detail-type")]
        public string DetailType { get => throw null!; set => throw null!; }

        public string Source { get => throw null!; set => throw null!; }

        public global::System.DateTime Time { get => throw null!; set => throw null!; }

        public string Id { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.List<string> Resources { get => throw null!; set => throw null!; }
    }
}

namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents
{
    public class Detail
    {
        public Detail() => throw null!;
    }

    public class ScheduledEvent : global::Amazon.Lambda.CloudWatchEvents.CloudWatchEvent<global::Amazon.Lambda.CloudWatchEvents.ScheduledEvents.Detail>
    {
        public ScheduledEvent() => throw null!;
    }
}
