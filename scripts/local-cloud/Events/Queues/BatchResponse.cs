using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// A function's report of the messages that have failed
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch responses</see>).
/// </summary>
internal static class BatchResponse
{
    /// <param name="response">What the function returned.</param>
    /// <param name="batch">The messages that it got.</param>
    /// <returns>The ids of the messages that have failed; null if the report means that all have.</returns>
    public static IReadOnlySet<string>? FailedIn(byte[] response, IReadOnlyCollection<Message> batch)
    {
        JsonNode? failures;
        try
        {
            // Nothing at all, null and an empty object report no failure.
            failures = response.Length == 0 ? null : JsonNode.Parse(response) switch
            {
                null => null,
                JsonObject report => report["batchItemFailures"],
                // The documentation is silent on other values; a message is better delivered twice than lost.
                _ => false,
            };
        }
        catch (JsonException)
        {
            return null;
        }

        return failures switch
        {
            null => new HashSet<string>(),
            JsonArray items when items.Select(IdOf).ToArray() is var ids
                && ids.All(id => batch.Any(message => message.Id == id)) => ids.ToHashSet()!,
            _ => null,
        };
    }

    private static string? IdOf(JsonNode? item) =>
        item is JsonObject && item["itemIdentifier"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;
}
