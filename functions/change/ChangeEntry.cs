namespace Quickchange.Change;

/// <summary>How many of a denomination: the count is the key, the denomination's name the value.</summary>
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
