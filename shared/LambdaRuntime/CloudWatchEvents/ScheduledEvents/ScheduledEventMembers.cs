using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>The members of a scheduled event.</summary>
internal static class ScheduledEventMembers
{
    public static void Of(ref EventJson json, ScheduledEvent value)
    {
        value.Version = json.String("version"u8, value.Version);
        value.Id = json.String("id"u8, value.Id);
        value.DetailType = json.String("detail-type"u8, value.DetailType);
        value.Source = json.String("source"u8, value.Source);
        value.Account = json.String("account"u8, value.Account);
        value.Time = json.DateTime("time"u8, value.Time);
        value.Region = json.String("region"u8, value.Region);
        value.Resources = json.Strings("resources"u8, value.Resources);
        // An object without relevant members; EventBridge Scheduler sends the string "{}".
        value.Detail = json.Presence("detail"u8, value.Detail is not null) ? value.Detail ?? new() : null!;
    }
}
