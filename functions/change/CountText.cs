namespace Quickchange.Change;

/// <summary>A whole number as it was written, in a JSON string or as a JSON number.</summary>
internal readonly record struct CountText(string Text)
{
    public const string JsonSchema = """{"type":["string","integer"],"pattern":"^[0-9]+$","minimum":0}""";
}
