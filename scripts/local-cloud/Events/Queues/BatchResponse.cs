using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// A function's report of failed messages
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">partial batch responses</see>).
/// </summary>
internal static class BatchResponse
{
    /// <param name="response">The function's response.</param>
    /// <param name="batch">The messages that the function received.</param>
    /// <returns>The IDs of the failed messages; null if the report means that all have failed.</returns>
    public static IReadOnlySet<string>? FailedIn(byte[] response, IReadOnlyCollection<Message> batch)
    {
        JsonNode? failures;
        try
        {
            // An empty response, null and an empty object report no failures.
            failures = response.Length == 0 ? null : JsonText.Parse(response) switch
            {
                null => null,
                JsonObject report => report["batchItemFailures"],
                // Other values aren't documented; delivering a message twice is better than losing it.
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
