using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// Which messages a function gets: those that match one of the patterns
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">event filtering</see>). A
/// pattern sees the message as the function does, but for its body: JSON text is matched as JSON.
/// </summary>
internal sealed class FilterCriteria
{
    private readonly JsonObject[] _patterns;

    private FilterCriteria(JsonObject[] patterns) => _patterns = patterns;

    /// <param name="criteria">The mapping's FilterCriteria; without filters, all messages match.</param>
    /// <exception cref="FormatException">A pattern can't be read.</exception>
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
            var pattern = JsonNode.Parse(text) as JsonObject ?? throw new FormatException($"The filter pattern {text} is no JSON object.");
            FilterPattern.Check(pattern);
            return pattern;
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"The filter pattern {text} is no JSON: {malformed.Message}");
        }
    }
}
