using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>A decimal number as it was written, in a JSON string or as a JSON number, with all its digits.</summary>
internal readonly record struct DecimalText(string Text)
{
    /// <summary>
    /// The texts that <see cref="Money"/> reads as a number of 0 or more, for any reader of regular expressions: in some of
    /// them <c>$</c> would let a line break follow.
    /// </summary>
    public const string Pattern = @"^(-(0+([.]0*)?|[.]0+)|[0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$(?!\\n)";

    public const string JsonSchema = $$"""{"type":["string","number"],"pattern":"{{Pattern}}","minimum":0,"exclusiveMaximum":1e28}""";
}
