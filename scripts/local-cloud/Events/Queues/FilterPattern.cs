using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// A pattern has the shape of what it matches: an object matches if each of its fields does, a field's array of rules if
/// one rule does, and <c>$or</c> if one of its patterns does.
/// </summary>
internal static class FilterPattern
{
    private const string Or = "$or";

    /// <exception cref="FormatException">A rule is none that Lambda knows.</exception>
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
                case JsonArray rules when name != Or:
                    foreach (var rule in rules)
                    {
                        FilterRule.Check(rule);
                    }

                    break;
                default:
                    throw new FormatException($"The filter's field {name} has {value?.ToJsonString() ?? "null"} where an array of rules is expected.");
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

    // An array has what one of its items has.
    private static IEnumerable<JsonNode?> Values(JsonNode? value) => value is JsonArray items ? items.SelectMany(Values) : [value];

    // What is not there has no field, which a pattern may ask for.
    private static IEnumerable<JsonObject> Objects(JsonNode? value) => value switch
    {
        null => [[]],
        JsonObject only => [only],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
