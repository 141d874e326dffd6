namespace Quickchange.Change;

/// <summary>The number of coins or notes of a denomination: the count is the key, and the denomination's name is the value.</summary>
internal readonly record struct ChangeEntry(Int128 Count, string Name)
{
    public const string JsonSchema = """
        {
          "type": "object",
          "minProperties": 1,
          "maxProperties": 1,
          "propertyNames": { "pattern": "^[1-9][0-9]*$" },
          "additionalProperties": { "type": "string" }
        }
        """;
}
