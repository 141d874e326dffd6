using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>The text of a decimal number, from a JSON string or a JSON number, with all its digits.</summary>
internal readonly record struct DecimalText(string Text)
{
    /// <summary>
    /// A pattern for the texts that <see cref="Money"/> parses as a number of 0 or more, for any regular expression engine: in some
    /// of them, <c>$</c> alone would allow a line break to follow.
    /// </summary>
    public const string Pattern = @"^(-(0+([.]0*)?|[.]0+)|[0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$(?!\\n)";

    public const string JsonSchema = $$"""{"type":["string","number"],"pattern":"{{Pattern}}","minimum":0,"exclusiveMaximum":1e28}""";
}
