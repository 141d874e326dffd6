using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Functions that are invoked asynchronously, and queues for the results.</summary>
public abstract class AsyncFixture : ComputeFixture
{
    private protected static readonly string[] Fails = ["fail", "again"];

    private protected static string QueueArn(string name) => $"arn:aws:sqs:us-east-1:123456789012:{name}";

    /// <returns>The request ID.</returns>
    private protected async Task<string> StartAsync(string name, string payload = "{}")
    {
        using var accepted = await InvokeAsync(name, payload, ("X-Amz-Invocation-Type", "Event"));
        Assert.That((int)accepted.StatusCode, Is.EqualTo(202));
        return accepted.Headers.GetValues("X-Amzn-RequestId").Single();
    }

    /// <summary>Configures a function for asynchronous invocations.</summary>
    /// <param name="function">The function's name, with an optional qualifier.</param>
    /// <param name="retries">The maximum number of retries.</param>
    /// <param name="age">The maximum age of events, in seconds.</param>
    /// <param name="onSuccess">The ARN of a destination.</param>
    /// <param name="onFailure">The ARN of a destination.</param>
    private protected void Configure(string function, int retries = 2, int age = 21600, string? onSuccess = null, string? onFailure = null) =>
        Aws.EventInvokeConfigs[function] = new JsonObject
        {
            ["MaximumRetryAttempts"] = retries,
            ["MaximumEventAgeInSeconds"] = age,
            ["DestinationConfig"] = new JsonObject
            {
                ["OnSuccess"] = onSuccess is null ? new JsonObject() : new JsonObject { ["Destination"] = onSuccess },
                ["OnFailure"] = onFailure is null ? new JsonObject() : new JsonObject { ["Destination"] = onFailure },
            },
        }.ToJsonString();

    /// <summary>Waits for the only message in a queue.</summary>
    private protected async Task<JsonObject> MessageInAsync(string queue)
    {
        await UntilAsync(() => Aws.Sqs.In(queue).Count > 0, $"there is no message in {queue}");
        return Aws.Sqs.In(queue).Single();
    }

    /// <summary>Waits for the only record that a destination receives.</summary>
    private protected async Task<JsonNode> RecordInAsync(string queue) => JsonNode.Parse((string)(await MessageInAsync(queue))["Body"]!)!;

    private protected int Tries => Aws.Logged.Count(line => line.Contains("ran", StringComparison.Ordinal));
}
