using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Selects the messages for a function: those that match one of the patterns
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">event filtering</see>). A
/// pattern is compared with the message in the function's event, except for the body, which is parsed if it is JSON.
/// </summary>
internal sealed class FilterCriteria
{
    private readonly JsonObject[] _patterns;

    private FilterCriteria(JsonObject[] patterns) => _patterns = patterns;

    /// <param name="criteria">The mapping's FilterCriteria; without filters, all messages match.</param>
    /// <exception cref="FormatException">A pattern is invalid.</exception>
    public static FilterCriteria Parse(JsonNode? criteria) =>
        new([.. (criteria?["Filters"] as JsonArray ?? []).Select(filter => ParsePattern((string?)filter?["Pattern"] ?? ""))]);

    public bool Matches(JsonObject record)
    {
        if (_patterns.Length == 0)
        {
            return true;
        }

        var seen = record.DeepClone().AsObject();
        seen["body"] = JsonText.Read(Encoding.UTF8.GetBytes((string)record["body"]!));
        return _patterns.Any(pattern => FilterPattern.Matches(pattern, seen));
    }

    private static JsonObject ParsePattern(string text)
    {
        try
        {
            var pattern = JsonText.Parse(Encoding.UTF8.GetBytes(text)) as JsonObject ?? throw new FormatException($"The filter pattern {text} is not a JSON object.");
            FilterPattern.Check(pattern);
            return pattern;
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"The filter pattern {text} is not valid JSON: {malformed.Message}");
        }
    }
}
