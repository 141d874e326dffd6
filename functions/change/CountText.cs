namespace Quickchange.Change;

/// <summary>A whole number as it was written, in a JSON string or as a JSON number.</summary>
internal readonly record struct CountText(string Text)
{
    /// <summary>Enough for any till, and far from what 128 bits hold when it is multiplied by a value.</summary>
    public const long Most = 999_999_999_999_999_999;

    public const string JsonSchema = $$"""{"type":["string","integer"],"pattern":"{{DecimalText.Pattern}}","minimum":0,"maximum":999999999999999999}""";
}
