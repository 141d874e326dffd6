using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// A function's configuration for asynchronous invocations
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html">configuration</see>).
/// </summary>
internal sealed record EventInvokeConfig
{
    public static EventInvokeConfig Default { get; } = new();

    /// <summary>How many times an event is retried after an error in the function: 0 to 2.</summary>
    public int MaximumRetryAttempts { get; private init; } = 2;

    /// <summary>The maximum age of an event: 1 minute to 6 hours.</summary>
    public TimeSpan MaximumEventAge { get; private init; } = TimeSpan.FromHours(6);

    /// <summary>The ARN of the destination for successes; null for none.</summary>
    public string? OnSuccess { get; private init; }

    /// <summary>The ARN of the destination for failures; null for none.</summary>
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
