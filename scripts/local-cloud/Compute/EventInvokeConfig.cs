using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// How a function takes asynchronous invocations
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html">configuration</see>).
/// </summary>
internal sealed record EventInvokeConfig
{
    public static EventInvokeConfig Default { get; } = new();

    /// <summary>How often an event is tried again after an error of the function: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; private init; } = 2;

    /// <summary>How long an event may wait for its last try: 1 minute to 6 hours.</summary>
    public TimeSpan MaximumEventAge { get; private init; } = TimeSpan.FromHours(6);

    /// <summary>The ARN of what gets a record of each success; null for none.</summary>
    public string? OnSuccess { get; private init; }

    /// <summary>The ARN of what gets a record of each failure; null for none.</summary>
    public string? OnFailure { get; private init; }

    public static EventInvokeConfig Parse(JsonNode config) => new()
    {
        MaximumRetryAttempts = (int?)config["MaximumRetryAttempts"] ?? Default.MaximumRetryAttempts,
        MaximumEventAge = (int?)config["MaximumEventAgeInSeconds"] is { } age ? TimeSpan.FromSeconds(age) : Default.MaximumEventAge,
        OnSuccess = Destination(config, "OnSuccess"),
        OnFailure = Destination(config, "OnFailure"),
    };

    private static string? Destination(JsonNode config, string condition) =>
        (string?)config["DestinationConfig"]?[condition]?["Destination"] is { Length: > 0 } arn ? arn : null;
}
