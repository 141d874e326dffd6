using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>
/// The event that a schedule sends
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<ScheduledEvent>))]
public class ScheduledEvent : CloudWatchEvent<Detail>;
