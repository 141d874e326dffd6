using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// A pattern has the structure of the events that it matches: an object matches if all of its fields match, an array of rules
/// if one rule matches, and <c>$or</c> if one of its patterns matches.
/// </summary>
internal static class FilterPattern
{
    private const string Or = "$or";

    /// <exception cref="FormatException">Lambda doesn't support a rule.</exception>
    public static void Check(JsonObject pattern)
    {
        foreach (var (name, value) in pattern)
        {
            switch (value)
            {
                case JsonObject inner:
                    Check(inner);
                    break;
                case JsonArray alternatives when name == Or && alternatives.All(alternative => alternative is JsonObject):
                    foreach (var alternative in alternatives)
                    {
                        Check(alternative!.AsObject());
                    }

                    break;
                case JsonArray { Count: > 0 } rules when name != Or:
                    foreach (var rule in rules)
                    {
                        FilterRule.Check(rule);
                    }

                    break;
                default:
                    throw new FormatException($"The filter's field {name} must have an array of rules, but has {value?.ToJsonString() ?? "null"}.");
            }
        }
    }

    public static bool Matches(JsonObject pattern, JsonObject seen) => pattern.All(field => field switch
    {
        { Key: Or, Value: JsonArray alternatives } => alternatives.Any(alternative => Matches(alternative!.AsObject(), seen)),
        { Value: JsonObject inner } => Objects(seen[field.Key]).Any(value => Matches(inner, value)),
        _ => MatchesOne(field.Value!.AsArray(), seen, field.Key),
    });

    private static bool MatchesOne(JsonArray rules, JsonObject seen, string name)
    {
        var there = seen.TryGetPropertyValue(name, out var value) && value is not JsonObject;
        return rules.Any(rule => FilterRule.TryReadExists(rule, out var exists)
            ? exists == there
            : there && Values(value).Any(one => FilterRule.Matches(rule, one)));
    }

    // An array matches if one of its items does.
    private static IEnumerable<JsonNode?> Values(JsonNode? value) => value is JsonArray items ? items.SelectMany(Values) : [value];

    // A missing value has no fields, which a pattern can test for.
    private static IEnumerable<JsonObject> Objects(JsonNode? value) => value switch
    {
        null => [[]],
        JsonObject only => [only],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
