namespace Quickchange.Change;

/// <summary>The text of a whole number, from a JSON string or a JSON number.</summary>
internal readonly record struct CountText(string Text)
{
    /// <summary>The limit: sufficient for any till, and far from overflowing 128 bits when it is multiplied by a value.</summary>
    public const long Most = 999_999_999_999_999_999;

    public const string JsonSchema = $$"""{"type":["string","integer"],"pattern":"{{DecimalText.Pattern}}","minimum":0,"maximum":999999999999999999}""";
}
