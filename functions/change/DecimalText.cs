namespace Quickchange.Change;

/// <summary>A decimal number as it was written, in a JSON string or as a JSON number, with all its digits.</summary>
internal readonly record struct DecimalText(string Text)
{
    public const string JsonSchema = """{"type":["string","number"],"pattern":"^([0-9]+[.]?[0-9]*|[.][0-9]+)$","minimum":0}""";
}
