using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>
/// A rule with which a value is compared
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax">filter rule
/// syntax</see>): a string, number, boolean or null must be equal to the value, character by character; an object
/// specifies a different comparison.
/// </summary>
internal static class FilterRule
{
    /// <exception cref="FormatException">Lambda doesn't support the rule.</exception>
    public static void Check(JsonNode? rule)
    {
        var known = rule switch
        {
            JsonObject { Count: 1 } comparison => comparison.Single() switch
            {
                { Key: "prefix" or "suffix" or "equals-ignore-case", Value: JsonValue text } => IsText(text),
                { Key: "exists", Value: JsonValue flag } => flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
                { Key: "numeric", Value: JsonArray bounds } => AreBounds(bounds),
                { Key: "anything-but", Value: JsonArray values } => values.All(value => value is JsonValue),
                { Key: "anything-but", Value: JsonValue } => true,
                _ => false,
            },
            JsonObject or JsonArray => false,
            _ => true,
        };
        if (!known)
        {
            throw new FormatException($"Lambda doesn't support the filter rule {rule!.ToJsonString()}.");
        }
    }

    /// <summary>Whether the rule tests for the existence or absence of a field.</summary>
    public static bool TryReadExists(JsonNode? rule, out bool exists)
    {
        exists = rule is JsonObject comparison && comparison["exists"]?.GetValueKind() is JsonValueKind.True;
        return rule is JsonObject named && named.ContainsKey("exists");
    }

    public static bool Matches(JsonNode? rule, JsonNode? value) => rule is not JsonObject comparison
        ? AreEqual(rule, value)
        : comparison.Single() switch
        {
            { Key: "prefix", Value: var start } => IsText(value) && Text(value).StartsWith(Text(start), StringComparison.Ordinal),
            { Key: "suffix", Value: var end } => IsText(value) && Text(value).EndsWith(Text(end), StringComparison.Ordinal),
            { Key: "equals-ignore-case", Value: var other } => IsText(value) && Text(value).Equals(Text(other), StringComparison.OrdinalIgnoreCase),
            { Key: "anything-but", Value: JsonArray others } => !others.Any(other => AreEqual(other, value)),
            { Key: "anything-but", Value: var other } => !AreEqual(other, value),
            { Value: var bounds } => TryNumber(value, out var number) && IsWithin(number, bounds!.AsArray()),
        };

    // Numbers are compared as text: 300 is not equal to 3.0e2.
    private static bool AreEqual(JsonNode? one, JsonNode? other) =>
        one?.GetValueKind() == other?.GetValueKind() && (IsText(one) ? Text(one) == Text(other) : one?.ToJsonString() == other?.ToJsonString());

    private static bool IsWithin(decimal number, JsonArray bounds) => bounds.Chunk(2).All(bound => TryNumber(bound[1], out var limit)
        && Text(bound[0]) switch
        {
            "=" => number == limit,
            ">" => number > limit,
            ">=" => number >= limit,
            "<" => number < limit,
            _ => number <= limit,
        });

    private static bool AreBounds(JsonArray bounds) => bounds.Count is 2 or 4 && bounds.Chunk(2).All(bound =>
        IsText(bound[0]) && Text(bound[0]) is "=" or ">" or ">=" or "<" or "<=" && TryNumber(bound[1], out _));

    private static bool IsText(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String;

    private static string Text(JsonNode? value) => (string)value!;

    private static bool TryNumber(JsonNode? value, out decimal number)
    {
        number = 0;
        return value?.GetValueKind() is JsonValueKind.Number
            && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
